using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Comparison;

public sealed class ChangeJudgeTests
{
    [Theory]
    [InlineData(1.00, 0.99, 1.01, ChangeVerdict.Equivalent)]
    [InlineData(1.015, 1.012, 1.018, ChangeVerdict.Equivalent)] // certainly slower, but not by what matters
    [InlineData(1.03, 1.01, 1.05, ChangeVerdict.Slower)]
    [InlineData(1.03, 0.99, 1.07, ChangeVerdict.Inconclusive)]
    [InlineData(1.005, 1.001, 1.021, ChangeVerdict.Inconclusive)] // certainly slower, but nearer to nothing than to the threshold
    [InlineData(0.90, 0.85, 0.95, ChangeVerdict.Faster)]
    public void Judge_Time_FollowsTheRules(double ratio, double lower, double upper, ChangeVerdict expected) =>
        Assert.Equal(expected, Judge(ComparisonMetric.Wall, ratio, lower, upper));

    [Fact]
    public void Judge_Memory_SpeaksOfSize()
    {
        Assert.Equal(ChangeVerdict.Larger, Judge(ComparisonMetric.Memory, 1.5, 1.4, 1.6));
        Assert.Equal(ChangeVerdict.Smaller, Judge(ComparisonMetric.Memory, 0.5, 0.4, 0.6));
    }

    [Fact]
    public void Judge_NoBounds_IsInconclusive() =>
        Assert.Equal(ChangeVerdict.Inconclusive, ChangeJudge.Judge(ComparisonMetric.Wall, 1, null, 0.02));

    private static ChangeVerdict Judge(ComparisonMetric metric, double ratio, double lower, double upper) =>
        ChangeJudge.Judge(metric, Math.Log(ratio), new Bounds(Math.Log(lower), Math.Log(upper)), 0.02);
}
