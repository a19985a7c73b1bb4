using CompileBench.Modules.Catalog;

namespace CompileBench.Modules.Tests.Catalog;

/// <summary>Small catalogs for tests: entries of an npm package that nobody fetches.</summary>
internal static class TestCatalog
{
    /// <summary>The smallest module there is: magic number and version.</summary>
    public static readonly byte[] EmptyModule = [0, (byte)'a', (byte)'s', (byte)'m', 1, 0, 0, 0];

    public static ModuleCatalog Create(params string[] names) => Create([], names);

    public static ModuleCatalog Create(IModuleGenerator[] generators, params string[] names) =>
        new(ModuleCatalog.DefaultFolder, [.. names.Select(name => Npm(name, "nobody-fetches-this"))], generators);

    public static CatalogEntry Npm(string name, string package, ModuleDigest? digest = null) => Entry(name, new NpmPackage(package, "1.0.0", "x.wasm"), digest);

    public static CatalogEntry Entry(string name, ModuleOrigin origin, ModuleDigest? digest = null) => new()
    {
        Name = new ModuleName(name),
        Origin = origin,
        Licence = "MIT",
        Category = ModuleCategory.RealWorld,
        Digest = digest ?? ModuleDigest.Compute(EmptyModule),
        Bytes = EmptyModule.Length,
    };

    public static ModuleCatalog Own { get; } = ModuleCatalog.Load();

    public static CatalogEntry OwnEntry(string name) => Own.Entries.Single(entry => entry.Name.Text == name);
}

