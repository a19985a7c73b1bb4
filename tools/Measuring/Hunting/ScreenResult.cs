using CompileBench.Engines.Isolation;

namespace CompileBench.Measuring.Hunting;

/// <summary>What screening says of a candidate.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Stage">How many of the stages were measured: 0 where none was, up to <see cref="CandidateScreen.Stages"/>.</param>
/// <param name="Score">The slope of the last stage, or with a baseline the logarithm of the ratio of the engines; null where nothing is known.</param>
/// <param name="FirstScore">The score of the first stage, which every candidate passes through; null where nothing is known.</param>
/// <param name="Size">The largest size that was measured.</param>
/// <param name="Signature">What grows; empty for a candidate that was dropped at the first stage.</param>
/// <param name="Failure">The outcome where a compile did not end well; else null.</param>
internal sealed record ScreenResult(Candidate Candidate, int Stage, double? Score, double? FirstScore, int Size, string Signature, Outcome? Failure);
