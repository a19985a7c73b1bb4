namespace CompileBench.Analysis.Comparison.Duel;

/// <summary>What a duel of two engines is to settle, and with what care.</summary>
public sealed record DuelPlan
{
    /// <summary>The cases; none twice.</summary>
    public required IReadOnlyList<ComparedCase> Cases { get; init; }

    /// <summary>What is judged: <see cref="ComparisonMetric.Wall"/> and <see cref="ComparisonMetric.Cpu"/> come from the same pairs,
    /// <see cref="ComparisonMetric.Memory"/> from fresh processes.</summary>
    public IReadOnlyList<ComparisonMetric> Metrics { get; init; } = [ComparisonMetric.Wall, ComparisonMetric.Cpu, ComparisonMetric.Memory];

    /// <summary>Misrate, threshold and floor.</summary>
    public ComparisonOptions Options { get; init; } = new();

    /// <summary>Orders of cases and pairs follow from it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How long one block of time pairs should take, in nanoseconds: dear cases get fewer pairs a block, so that no case starves the others.</summary>
    public double BlockNanoseconds { get; init; } = 8e8;

    /// <summary>
    /// Whether every block of time pairs comes from fresh processes whose first compiles also give a memory pair. Blocks for memory alone are then
    /// asked for only where the times are settled.
    /// </summary>
    public bool TimesBringMemory { get; init; }

    /// <summary>The most pairs in a block, even. More add little: a block's pairs share their moment.</summary>
    public int MostPairs { get; init; } = 8;

    /// <summary>How often one comparison's bounds may miss at all its looks together: the suite's misrate for cases over its cases and metrics (Bonferroni).</summary>
    public double ComparisonMisrate => Options.MisrateOfEach(Cases.Count * Metrics.Count);

    /// <summary>How many nanoseconds a block should take so that every case can reach <paramref name="blocks"/> blocks within a time limit.</summary>
    /// <param name="timeLimit">The time for the whole duel.</param>
    /// <param name="cases">How many cases, at least 1.</param>
    /// <param name="blocks">How many blocks each should reach.</param>
    public static double BlockNanosecondsFor(TimeSpan timeLimit, int cases, int blocks = 24) => timeLimit.TotalNanoseconds / cases / blocks;
}
