using System.Collections.Immutable;

namespace CompileBench.Modules.Catalog;

/// <summary>Where a module's bytes come from: one of the cases below.</summary>
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
/// <param name="Path">The file inside the package, with forward slashes and without a leading one.</param>
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

/// <summary>
/// Made from a file of an npm package when it is fetched, by a tool that is a JavaScript program in another npm package. Both are pinned, and so is the
/// result.
/// </summary>
/// <param name="Source">The file that the tool reads.</param>
/// <param name="Tool">The program. Node.js runs it.</param>
/// <param name="Arguments">Its arguments, where <see cref="Input"/> and <see cref="Output"/> stand for the two files.</param>
public sealed record DerivedModule(NpmPackage Source, NpmPackage Tool, ImmutableArray<string> Arguments) : ModuleOrigin
{
    /// <summary>Stands for the file that the tool reads.</summary>
    public const string Input = "{input}";

    /// <summary>Stands for the file that the tool writes.</summary>
    public const string Output = "{output}";

    /// <inheritdoc/>
    public override string Describe() => $"{Source.Describe()}, translated by {Tool.Package}@{Tool.Version}";
}

/// <summary>Generated when it is needed. The recipe determines every byte.</summary>
/// <param name="Recipe">The recipe as text, in the notation of its generator.</param>
public sealed record GeneratedModule(string Recipe) : ModuleOrigin
{
    /// <inheritdoc/>
    public override string Describe() => $"generated {Recipe}";
}

/// <summary>A local file. Its bytes are not checked before the compile.</summary>
/// <param name="FullPath">The absolute path.</param>
public sealed record LocalFile(string FullPath) : ModuleOrigin
{
    /// <inheritdoc/>
    public override string Describe() => $"file {System.IO.Path.GetFileName(FullPath)}";
}
