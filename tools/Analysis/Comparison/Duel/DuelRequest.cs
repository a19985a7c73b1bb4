namespace CompileBench.Analysis.Comparison.Duel;

/// <summary>How a block is measured.</summary>
public enum DuelWork
{
    /// <summary>Warm compiles of both engines in turn, in one process: wall and CPU time.</summary>
    Time,

    /// <summary>One compile in a fresh process for each engine: peak native memory.</summary>
    Memory,
}

/// <summary>The next block of pairs a duel asks for.</summary>
/// <param name="Case">The case.</param>
/// <param name="Work">How to measure it.</param>
/// <param name="CandidateFirst">For each pair whether the candidate goes first.</param>
public sealed record DuelRequest(ComparedCase Case, DuelWork Work, IReadOnlyList<bool> CandidateFirst);
