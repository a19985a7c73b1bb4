namespace CompileBench.Engines.Operations;

/// <summary>What a compiled artifact says of itself.</summary>
/// <param name="ArtifactBytes">Size of the whole serialized artifact, in bytes.</param>
/// <param name="CodeBytes">Size of its <c>.text</c> section, in bytes.</param>
/// <param name="CodeDigest">SHA-256 of the <c>.text</c> section.</param>
/// <param name="Version">The engine version the artifact names (the major version for released builds); null where it names none.</param>
/// <param name="Target">The target triple; null where it names none.</param>
/// <param name="Flags">Flags of the compiler by name, such as <c>opt_level</c>; a switch has the value 0 or 1.</param>
public sealed record ArtifactSummary(
    long ArtifactBytes,
    long CodeBytes,
    string CodeDigest,
    string? Version,
    string? Target,
    IReadOnlyDictionary<string, string> Flags)
{
    /// <summary>The names of its sections.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];
}

/// <summary>Bytes that are not an artifact as Wasmtime makes them.</summary>
public sealed class ArtifactFormatException(string message) : Exception(message);
