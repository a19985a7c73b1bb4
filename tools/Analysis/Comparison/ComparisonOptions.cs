namespace CompileBench.Analysis.Comparison;

/// <summary>The numbers by which a comparison judges.</summary>
public sealed record ComparisonOptions
{
    // There are many cases and few summaries.
    private const double ShareOfCases = 0.9;

    /// <summary>How often a whole suite may contain any bounds that miss, over all its cases, summaries and metrics together: one suite in a hundred.</summary>
    public double SuiteMisrate { get; init; } = 0.01;

    /// <summary>The smallest relevant change, as a share: 0.02 is two per cent.</summary>
    public double Threshold { get; init; } = 0.02;

    /// <summary>
    /// The smallest scatter that bounds assume, as a share. Values that agree better do so by chance or because the metric has steps (pages, clock ticks):
    /// three equal values do not prove a ratio of exactly 1.
    /// </summary>
    public double FloorDeviation { get; init; } = 0.0005;

    /// <summary>The part of <see cref="SuiteMisrate"/> for all summaries together.</summary>
    internal double SummariesMisrate => SuiteMisrate * (1 - ShareOfCases);

    /// <summary>The misrate of the bounds of one case, such that the bounds of all cases hold at the same time (Bonferroni).</summary>
    /// <param name="comparisons">The number of bounds: cases times metrics, at least 1.</param>
    public double MisrateOfEach(int comparisons) => SuiteMisrate * ShareOfCases / comparisons;

    /// <summary>The limit between "no change" and "changed" on the log scale.</summary>
    internal double LogThreshold => Math.Log(1 + Threshold);
}
