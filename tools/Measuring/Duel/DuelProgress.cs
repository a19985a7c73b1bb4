namespace CompileBench.Measuring.Duel;

/// <summary>How far a duel is.</summary>
/// <param name="Elapsed">Time since it began.</param>
/// <param name="Limit">The time it has.</param>
/// <param name="Open">Comparisons without a verdict.</param>
/// <param name="Total">All comparisons.</param>
/// <param name="Doing">What is done now, in a few words.</param>
public sealed record DuelProgress(TimeSpan Elapsed, TimeSpan Limit, int Open, int Total, string Doing);
