using CompileBench.Analysis.Prediction;
using Xunit;

namespace CompileBench.Embedding.Tests;

public sealed class CpuPlanTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Allowance_LastSetting_GetsAllThatIsLeft() => Assert.Equal(Second, CpuPlan.Allowance(Second, []));

    [Theory]
    [InlineData(null, 500)]
    [InlineData(180.0, 700)]
    [InlineData(700.0, 500)]
    [InlineData(1.0, 879)]
    public void Allowance_Successor_KeepsWhatItIsPredictedToNeed(double? predictedMilliseconds, int expectedMilliseconds)
    {
        var allowance = CpuPlan.Allowance(Second, [null, predictedMilliseconds is { } ms ? Estimate(ms * 1e6) : null]);

        Assert.Equal(expectedMilliseconds, allowance.TotalMilliseconds, tolerance: 1e-6);
    }

    [Fact]
    public void IsFarOver_OnlyWhereTheWholeIntervalIsTwiceTheLimit()
    {
        Assert.False(CpuPlan.IsFarOver(Estimate(2.1), 1));
        Assert.True(CpuPlan.IsFarOver(Estimate(4.1), 1));
        Assert.False(CpuPlan.IsFarOver(Estimate(4.1), null));
        Assert.False(CpuPlan.IsFarOver(null, 1));
    }

    // The upper end is the value, the lower end half of it.
    private static CostEstimate Estimate(double value) => new(value * 0.75, value / 2, value * 0.7, value * 0.8, value, false);
}
