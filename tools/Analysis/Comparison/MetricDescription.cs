namespace CompileBench.Analysis.Comparison;

/// <summary>The names of one metric and the words for its changes.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Name">One word for options, file names and columns.</param>
/// <param name="Words">The metric in a sentence.</param>
/// <param name="Unit">The unit of its values.</param>
/// <param name="Less">The word for a smaller amount: <c>less</c> wall time, <c>fewer</c> instructions.</param>
/// <param name="Increase">The verdict when the candidate needs more.</param>
/// <param name="Decrease">The verdict when the candidate needs less.</param>
public sealed record MetricDescription(
    ComparisonMetric Metric,
    string Name,
    string Words,
    string Unit,
    string Less,
    ChangeVerdict Increase,
    ChangeVerdict Decrease);

/// <summary>The one list of metrics.</summary>
public static class ComparisonMetrics
{
    /// <summary>Every metric, in the order of <see cref="ComparisonMetric"/>.</summary>
    public static IReadOnlyList<MetricDescription> All { get; } =
    [
        new(ComparisonMetric.Wall, "wall", "wall time", "ns", "less", ChangeVerdict.Slower, ChangeVerdict.Faster),
        new(ComparisonMetric.Cpu, "cpu", "CPU time", "ns", "less", ChangeVerdict.Slower, ChangeVerdict.Faster),
        new(ComparisonMetric.Instructions, "instructions", "instructions", "instructions", "fewer", ChangeVerdict.Slower, ChangeVerdict.Faster),
        new(ComparisonMetric.Memory, "memory", "peak memory", "bytes", "less", ChangeVerdict.Larger, ChangeVerdict.Smaller),
    ];

    /// <summary>The description of one metric.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a metric.</exception>
    public static MetricDescription Describe(this ComparisonMetric metric) =>
        Enum.IsDefined(metric) ? All[(int)metric] : throw new ArgumentOutOfRangeException(nameof(metric), metric, "not a metric");
}
