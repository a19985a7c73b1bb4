namespace CompileBench.Modules.Catalog;

/// <summary>Where a module's bytes come from. The four cases below are all there are.</summary>
public abstract record ModuleOrigin
{
    private protected ModuleOrigin()
    {
    }

    /// <summary>One line that names the place, such as <c>npm sql.js@1.16.0 dist/sql-wasm.wasm</c>.</summary>
    public abstract string Describe();

    /// <inheritdoc/>
    public sealed override string ToString() => Describe();
}

/// <summary>A file inside a package of the npm registry, pinned in <c>catalog/npm/package-lock.json</c>.</summary>
/// <param name="Package">The package's name, with its scope if it has one.</param>
/// <param name="Version">The exact version.</param>
/// <param name="Path">The file inside the package, with forward slashes and no leading one.</param>
public sealed record NpmPackage(string Package, string Version, string Path) : ModuleOrigin
{
    /// <inheritdoc/>
    public override string Describe() => $"npm {Package}@{Version} {Path}";
}

/// <summary>A file inside a NuGet package, pinned in <c>catalog/nuget/CatalogPackages.csproj</c>.</summary>
/// <param name="Package">The package's id.</param>
/// <param name="Version">The exact version.</param>
/// <param name="Path">The file inside the package, with forward slashes and no leading one.</param>
public sealed record NuGetPackage(string Package, string Version, string Path) : ModuleOrigin
{
    /// <inheritdoc/>
    public override string Describe() => $"nuget {Package}@{Version} {Path}";
}

/// <summary>Made on the spot by a generator; the recipe alone gives the bytes.</summary>
/// <param name="Recipe">The recipe as text, in the generator's own notation.</param>
public sealed record GeneratedModule(string Recipe) : ModuleOrigin
{
    /// <inheritdoc/>
    public override string Describe() => $"generated {Recipe}";
}

/// <summary>A file of the person who runs the suite. Its bytes are taken as they are: the compile judges them.</summary>
/// <param name="FullPath">The absolute path.</param>
public sealed record LocalFile(string FullPath) : ModuleOrigin
{
    /// <inheritdoc/>
    public override string Describe() => $"file {System.IO.Path.GetFileName(FullPath)}";
}
