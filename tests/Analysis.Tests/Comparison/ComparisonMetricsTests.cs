using CompileBench.Analysis.Comparison;
using Xunit;

namespace CompileBench.Analysis.Tests.Comparison;

public sealed class ComparisonMetricsTests
{
    [Fact]
    public void All_ListsEveryMetricOnceInOrder() => Assert.Equal(Enum.GetValues<ComparisonMetric>(), ComparisonMetrics.All.Select(m => m.Metric));

    [Fact]
    public void All_NamesAndWords_AreDistinct()
    {
        Assert.Equal(ComparisonMetrics.All.Count, ComparisonMetrics.All.Select(m => m.Name).Distinct().Count());
        Assert.Equal(ComparisonMetrics.All.Count, ComparisonMetrics.All.Select(m => m.Words).Distinct().Count());
    }

    [Fact]
    public void Increase_MemoryAndTime_HaveTheirOwnVerdicts()
    {
        Assert.Equal((ChangeVerdict.Larger, ChangeVerdict.Smaller), (ComparisonMetric.Memory.Describe().Increase, ComparisonMetric.Memory.Describe().Decrease));
        Assert.Equal((ChangeVerdict.Slower, ChangeVerdict.Faster), (ComparisonMetric.Wall.Describe().Increase, ComparisonMetric.Wall.Describe().Decrease));
    }
}
