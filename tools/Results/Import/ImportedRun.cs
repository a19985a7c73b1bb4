using CompileBench.Results.Schema;

namespace CompileBench.Results.Import;

/// <summary>Records that another tool wrote, in this project's words.</summary>
/// <param name="Manifest">What is known of the machine and the engines; what the other tool does not say is said to be unknown.</param>
/// <param name="Records">The records.</param>
/// <param name="Notices">What was passed over, one line each.</param>
public sealed record ImportedRun(RunManifest Manifest, IReadOnlyList<CaseRecord> Records, IReadOnlyList<string> Notices)
{
    /// <summary>The digest of something whose bytes were never seen.</summary>
    public const string UnknownDigest = "unknown";
}
