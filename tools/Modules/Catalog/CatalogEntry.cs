using System.Collections.Immutable;

namespace CompileBench.Modules.Catalog;

/// <summary>A module of the catalog: what it is, where it comes from and which bytes it must have.</summary>
public sealed record CatalogEntry
{
    /// <summary>The name that records use. It never changes.</summary>
    public required ModuleName Name { get; init; }

    /// <summary>Where the bytes come from.</summary>
    public required ModuleOrigin Origin { get; init; }

    /// <summary>The SPDX expression of the module's licence; <c>null</c> only for a local file, whose licence is unknown.</summary>
    public required string? Licence { get; init; }

    /// <summary>What kind of module this is.</summary>
    public required ModuleCategory Category { get; init; }

    /// <summary>The pinned SHA-256; <c>null</c> for a local file and for a generated module whose bytes are not pinned.</summary>
    public ModuleDigest? Digest { get; init; }

    /// <summary>The size of the file in bytes; <c>null</c> where <see cref="Digest"/> is.</summary>
    public long? Bytes { get; init; }

    /// <summary>The language in which most of the module's code was written, such as <c>C</c> or <c>Rust</c>.</summary>
    public string? SourceLanguage { get; init; }

    /// <summary>For an interpreter, a runtime or a compiler, the language that it implements: <c>Ruby</c>, <c>C#</c>, ...; otherwise <c>null</c>.</summary>
    public string? HostedLanguage { get; init; }

    /// <summary>The tool that compiled it to WebAssembly, such as <c>Emscripten</c>.</summary>
    public string? Toolchain { get; init; }

    /// <summary>One line that says what the module does.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The proposals that the module needs, by their usual names:
    /// <c>simd</c>, <c>threads</c>, <c>exceptions</c>, <c>memory64</c>, ... The catalog's README describes how they were found.
    /// </summary>
    public ImmutableArray<string> Proposals { get; init; } = [];

    /// <summary>The names of the compiler settings under which the referenced engine refuses the module.</summary>
    public ImmutableArray<string> RefusedBy { get; init; } = [];

    /// <summary>
    /// Real modules show how long users wait and are <em>primary</em>. The others are <em>stress</em> modules: they explain results and must not be
    /// averaged with primary ones.
    /// </summary>
    public bool IsPrimary => Category == ModuleCategory.RealWorld;

    /// <summary>Makes an entry for a local file.</summary>
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
