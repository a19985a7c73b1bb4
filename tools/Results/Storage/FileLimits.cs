namespace CompileBench.Results.Storage;

/// <summary>
/// The largest files that are read, in bytes, per kind. Each is many times what this tool writes; a larger one is refused before memory is
/// taken for it.
/// </summary>
public static class FileLimits
{
    /// <summary><c>run.json</c>.</summary>
    public const long Manifest = 64L << 20;

    /// <summary><c>cases.jsonl</c>.</summary>
    public const long Journal = 1L << 30;

    /// <summary><c>profiles.json</c>.</summary>
    public const long Profiles = 512L << 20;

    /// <summary><c>features.json</c>.</summary>
    public const long Features = 512L << 20;

    /// <summary>A cost model.</summary>
    public const long Model = 64L << 20;

    /// <summary><c>plan.json</c>.</summary>
    public const long Plan = 64L << 20;

    /// <summary><c>ladders.json</c>.</summary>
    public const long Ladders = 64L << 20;

    /// <summary><c>findings.json</c>.</summary>
    public const long Findings = 64L << 20;

    /// <summary>A file of another tool that is imported.</summary>
    public const long Import = 1L << 30;
}
