using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Policy.Costs;

/// <summary>A module whose workload was executed.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Digest">SHA-256 of its bytes, <c>sha256:…</c>.</param>
/// <param name="Runs">The time of one execution by settings' name.</param>
public sealed record ExecutedModule(string Module, string Digest, IReadOnlyDictionary<string, TimeEstimate> Runs)
{
    /// <summary>The time of one compile by settings' name, as the same run measured it; empty where it did not.</summary>
    public IReadOnlyDictionary<string, TimeEstimate> Compiles { get; init; } = new Dictionary<string, TimeEstimate>();

    /// <summary>The time of one execution in nanoseconds; null where it was not measured under this setting.</summary>
    public double? RunNanoseconds(string settings) => Runs.GetValueOrDefault(settings)?.Centre;
}
