using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Comparison.Unpaired;

/// <summary>One side of a comparison of recorded runs: one run, or several of the same engine.</summary>
/// <param name="Host">The host of the runs. Times are compared only if it is the same on both sides.</param>
/// <param name="Runs">Each run's records, of one engine.</param>
public sealed record RecordedSide(string Host, IReadOnlyList<IReadOnlyList<CaseRecord>> Runs);
