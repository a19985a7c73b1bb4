using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Comparison.Unpaired;

/// <summary>One side of a comparison of recorded runs: one run, or several of the same engine.</summary>
/// <param name="Host">What the runs were measured on; two sides compare times only where this is equal.</param>
/// <param name="Runs">Each run's records, of one engine.</param>
public sealed record RecordedSide(string Host, IReadOnlyList<IReadOnlyList<CaseRecord>> Runs);
