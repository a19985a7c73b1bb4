using System.Text.Json.Serialization;

namespace CompileBench.Modules.Profiling;

/// <summary>A module's profile as it is written: one JSON object, every metric under its name, the heaviest functions as an array.</summary>
[JsonConverter(typeof(ProfileDocumentConverter))]
public sealed record ProfileDocument
{
    /// <summary>The module's name or file, where it has one.</summary>
    public string? Name { get; init; }

    /// <summary>The module's digest, as <see cref="ModuleDigest"/> writes it.</summary>
    public string? Digest { get; init; }

    /// <summary>Metrics by name. A reader may find some it does not know, or miss some it does: metrics are added over time.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>The heaviest functions, heaviest first.</summary>
    public IReadOnlyList<FunctionDocument> Functions { get; init; } = [];

    /// <summary>The core modules of a component; empty for a core module.</summary>
    public IReadOnlyList<CoreModuleDocument> CoreModules { get; init; } = [];

    /// <summary>What the profile lacks and why: see <see cref="ModuleProfile.Notices"/>.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>The document of a profile.</summary>
    public static ProfileDocument FromProfile(ModuleProfile profile, string? name = null, ModuleDigest? digest = null) => new()
    {
        Name = name,
        Digest = digest?.ToString(),
        Metrics = profile.ToDictionary(),
        Notices = profile.Notices,
        CoreModules = [.. profile.CoreModules.Select(m => new CoreModuleDocument(m.Module.Path, m.Module.Offset, m.Module.Size, m.Functions, m.CodeSectionBytes))],
        Functions = [.. profile.Heaviest.Select(FunctionDocument.FromProfile)],
    };
}

/// <summary>A core module of a component as it is written.</summary>
/// <param name="Path">Its place in the component, such as <c>0</c> or <c>component-1/0</c>.</param>
/// <param name="Offset">The offset of its first byte from the start of the component.</param>
/// <param name="Bytes">Its size in bytes.</param>
/// <param name="Functions">Its functions with a body.</param>
/// <param name="CodeSectionBytes">The size of its code section, in bytes.</param>
public sealed record CoreModuleDocument(string Path, int Offset, int Bytes, long Functions, long CodeSectionBytes);
