using CompileBench.Analysis.Scaling.Doubling;

namespace CompileBench.Measuring.Hunting;

/// <summary>When a doubling table confirms what screening suspected.</summary>
internal static class HuntVerdict
{
    // The lower bound of the ratio of two engines from which the candidate is slower in a way that matters.
    private const double LeastRatio = 1.05;

    // One round is enough to see that these will not be confirmed.
    private const double HopelessSlope = 1.1;
    private const double HopelessRatio = 1.03;

    // Costs in bytes: what a module of some kilobytes does not come to where its cost is linear.
    private const double MostCodeBytes = 100e3;
    private const double MostMemoryBytes = 100e6;

    /// <summary>Whether the table is superlinear or exponential, or with two engines surely slower at its largest size.</summary>
    public static bool IsConfirmed(MeasuredDoublings table, bool isComparison) =>
        isComparison ? table.Ratio?.Bounds.Lower > LeastRatio : table.Law.Growth is DoublingGrowth.Superlinear or DoublingGrowth.Exponential;

    /// <summary>Whether a table of one round shows that further rounds will not confirm it.</summary>
    public static bool IsHopeless(MeasuredDoublings table, bool isComparison) =>
        isComparison ? !(table.FirstRatio > HopelessRatio) : !(table.Law.Slope > HopelessSlope);

    /// <summary>The cost from which a table is not continued.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="nanoseconds">The cost where it is a time.</param>
    public static double Cap(HuntMetric metric, double nanoseconds) => metric switch
    {
        HuntMetric.Code => MostCodeBytes,
        HuntMetric.Memory => MostMemoryBytes,
        _ => nanoseconds,
    };
}
