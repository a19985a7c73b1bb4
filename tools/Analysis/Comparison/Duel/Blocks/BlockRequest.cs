namespace CompileBench.Analysis.Comparison.Duel.Blocks;

/// <summary>One block to measure: one fresh process.</summary>
/// <param name="Round">Its round, from 1.</param>
/// <param name="CandidateLoadedFirst">Which engine's library the process loads first. It changes the memory layout and with it the times of both.</param>
/// <param name="Cases">The cases to measure one after the other.</param>
/// <param name="CaseNanoseconds">The time to measure each case, in nanoseconds. At least one pair is measured.</param>
public sealed record BlockRequest(int Round, bool CandidateLoadedFirst, IReadOnlyList<BlockTurn> Cases, double CaseNanoseconds);

/// <summary>One case of a block.</summary>
/// <param name="Case">The case.</param>
/// <param name="PairSeed">The seed of its <see cref="PairOrder"/>.</param>
public sealed record BlockTurn(ComparedCase Case, ulong PairSeed);
