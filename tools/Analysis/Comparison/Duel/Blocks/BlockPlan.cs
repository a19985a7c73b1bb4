namespace CompileBench.Analysis.Comparison.Duel.Blocks;

/// <summary>What a duel of blocks compares, and how.</summary>
public sealed record BlockPlan
{
    /// <summary>The cases; none twice.</summary>
    public required IReadOnlyList<ComparedCase> Cases { get; init; }

    /// <summary>What is judged. Blocks measure wall and CPU time; values of peak memory come from elsewhere and are judged in the same way.</summary>
    public IReadOnlyList<ComparisonMetric> Metrics { get; init; } = [ComparisonMetric.Wall, ComparisonMetric.Cpu];

    /// <summary>Misrate, threshold and floor.</summary>
    public ComparisonOptions Options { get; init; } = new();

    /// <summary>How summaries and cases divide the misrate.</summary>
    public MisrateShares Shares { get; init; } = MisrateShares.Default;

    /// <summary>The seed of all random choices.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How long one block should take, in nanoseconds.</summary>
    public double BlockNanoseconds { get; init; } = 4e9;

    /// <summary>How long a block should measure one case, in nanoseconds.</summary>
    public double CaseNanoseconds { get; init; } = 1e9;

    /// <summary>How long a block should measure one case so that a duel gets through a number of rounds in its time.</summary>
    /// <param name="timeLimit">The time for the whole duel.</param>
    /// <param name="cases">How many cases, at least 1.</param>
    /// <param name="rounds">How many rounds it should reach.</param>
    /// <returns>Nanoseconds, from 0.25 to 3 seconds: with less, the scatter of single compiles remains; with more, that between processes does.</returns>
    public static double CaseNanosecondsFor(TimeSpan timeLimit, int cases, int rounds = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cases, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        return Math.Clamp(timeLimit.TotalNanoseconds / cases / rounds, 2.5e8, 3e9);
    }
}
