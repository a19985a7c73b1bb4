using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Ratios;

public sealed class RatioEstimateTests
{
    private static TimeEstimate Time(params double[][] launches) => TimeEstimate.FromLaunches(launches)!;

    [Fact]
    public void Between_HalfTheTime_IsAHalf()
    {
        RatioEstimate ratio = RatioEstimate.Between(Time([50], [51], [49]), Time([100], [102], [98]));

        Assert.Equal(0.5, ratio.Ratio, 6);
        Assert.True(ratio.Bounds!.Value.Contains(0.5));
        Assert.Equal(BoundsBasis.Launches, ratio.Basis);
    }

    [Fact]
    public void Between_ExchangedSides_IsTheReciprocal()
    {
        TimeEstimate a = Time([50], [53], [47]);
        TimeEstimate b = Time([100], [101], [104]);

        RatioEstimate forth = RatioEstimate.Between(a, b);
        RatioEstimate back = RatioEstimate.Between(b, a);

        Assert.Equal(forth.Ratio, 1 / back.Ratio, 9);
        Assert.Equal(forth.Bounds!.Value.Lower, 1 / back.Bounds!.Value.Upper, 9);
    }

    [Fact]
    public void Between_SideWithoutBounds_HasNoBounds()
    {
        RatioEstimate ratio = RatioEstimate.Between(Time([50, 51]), Time([100], [102], [98]));

        Assert.Null(ratio.Bounds);
        Assert.Equal(BoundsBasis.Unknown, ratio.Basis);
    }

    [Fact]
    public void Between_OneSideWithASingleLaunch_SpeaksForIterationsOnly()
    {
        RatioEstimate ratio = RatioEstimate.Between(Time([50, 51, 52, 53]), Time([100], [102], [98]));

        Assert.Equal(BoundsBasis.Iterations, ratio.Basis);
    }
}
