using CompileBench.Analysis.Comparison;

namespace CompileBench.Analysis.Claims;

/// <summary>Metrics as a sentence calls them.</summary>
internal static class MetricWords
{
    internal static string Of(ComparisonMetric metric) => metric switch
    {
        ComparisonMetric.Wall => "wall time",
        ComparisonMetric.Cpu => "CPU time",
        ComparisonMetric.Instructions => "instructions",
        _ => "peak memory",
    };
}
