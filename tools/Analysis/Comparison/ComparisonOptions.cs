namespace CompileBench.Analysis.Comparison;

/// <summary>The numbers a comparison judges by.</summary>
public sealed record ComparisonOptions
{
    // Cases are many and each is looked at closely; summaries are few.
    private const double ShareOfCases = 0.9;

    /// <summary>How often a whole suite may contain any bounds that miss, over all its cases, summaries and metrics together: one suite in a hundred.</summary>
    public double SuiteMisrate { get; init; } = 0.01;

    /// <summary>The smallest relevant change, as a share: 0.02 is two per cent.</summary>
    public double Threshold { get; init; } = 0.02;

    /// <summary>
    /// The scatter below which agreement is taken for luck or for the metric's own steps (pages, clock ticks), as a share: three values that happen to
    /// be equal do not prove a ratio of exactly 1.
    /// </summary>
    public double FloorDeviation { get; init; } = 0.0005;

    /// <summary>The summaries' part of <see cref="SuiteMisrate"/>, for all of them together.</summary>
    internal double SummariesMisrate => SuiteMisrate * (1 - ShareOfCases);

    /// <summary>How often the bounds of one case alone may miss, so that all of them hold at once (Bonferroni).</summary>
    /// <param name="comparisons">How many bounds there are: cases times metrics, at least 1.</param>
    public double MisrateOfEach(int comparisons) => SuiteMisrate * ShareOfCases / comparisons;

    /// <summary>What parts "no change" from "changed" on the log scale.</summary>
    internal double LogThreshold => Math.Log(1 + Threshold);
}
