using System.Collections.Immutable;

namespace CompileBench.Modules.Catalog;

/// <summary>One module the suite knows: what it is, where it comes from and which bytes it must have.</summary>
public sealed record CatalogEntry
{
    /// <summary>The stable name records use for ever.</summary>
    public required ModuleName Name { get; init; }

    /// <summary>Where the bytes come from.</summary>
    public required ModuleOrigin Origin { get; init; }

    /// <summary>The SPDX expression of the module's licence; <c>null</c> only for a local file, whose licence nobody stated.</summary>
    public required string? Licence { get; init; }

    /// <summary>What kind of module this is.</summary>
    public required ModuleCategory Category { get; init; }

    /// <summary>The pinned SHA-256; <c>null</c> for a local file and for a generated module whose bytes nobody pinned.</summary>
    public ModuleDigest? Digest { get; init; }

    /// <summary>The size of the file in bytes; <c>null</c> where <see cref="Digest"/> is.</summary>
    public long? Bytes { get; init; }

    /// <summary>The language most of the module's code was written in, such as <c>C</c> or <c>Rust</c>.</summary>
    public string? SourceLanguage { get; init; }

    /// <summary>For an interpreter, a runtime or a compiler, the language it is there for: <c>Ruby</c>, <c>C#</c>, ...; else <c>null</c>.</summary>
    public string? HostedLanguage { get; init; }

    /// <summary>What turned it into WebAssembly, such as <c>Emscripten</c>.</summary>
    public string? Toolchain { get; init; }

    /// <summary>One line that says what the module does.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The later parts of WebAssembly without which the module does not compile, by their usual names:
    /// <c>simd</c>, <c>threads</c>, <c>exceptions</c>, <c>memory64</c>, ... See the catalog's README for how they were found.
    /// </summary>
    public ImmutableArray<string> Proposals { get; init; } = [];

    /// <summary>The compiler settings under which the engine the suite references refuses the module, by name.</summary>
    public ImmutableArray<string> RefusedBy { get; init; } = [];

    /// <summary>
    /// Real modules answer what users wait for and are <em>primary</em>; the others are <em>stress</em> modules,
    /// which explain figures and must not be averaged with them.
    /// </summary>
    public bool IsPrimary => Category == ModuleCategory.RealWorld;

    /// <summary>An entry for a file of the person who runs the suite.</summary>
    /// <param name="path">The file; relative paths start at the current directory. It need not exist yet.</param>
    public static CatalogEntry ForLocalFile(string path) => new()
    {
        Name = LocalFileName.FromPath(path),
        Origin = new LocalFile(Path.GetFullPath(path)),
        Licence = null,
        Category = ModuleCategory.RealWorld,
        Description = "a local file",
    };
}
