using CompileBench.Analysis.Scaling;
using Xunit;

namespace CompileBench.Analysis.Tests.Scaling;

public sealed class SizeBoundTests
{
    private const double Budget = 3e9;

    [Fact]
    public void FromLadders_CrossingsAmongSettingsThatWereGrownLess_TakesTheSmallestCrossing()
    {
        SizeBound bound = SizeBound.FromLadders(
            [
                ("winch", Measured(1e6, 128, 256, 512)),
                ("speed-backtracking", Measured(1e6, 1024, 2048, 4096)),
                ("pulley", Measured(1.4e6, 1024, 2048, 4096)),
                ("none-singlepass", Measured(1e5, 1024, 4096, 16384)),
            ],
            Budget);

        Assert.Equal("pulley", bound.SetBy);
        Assert.Equal(3e9 / 1.4e6, bound.Size!.Value, 3);
        Assert.Equal([new TestedSize("winch", 512)], bound.NotTestedBeyond);
        Assert.Null(bound.AtLeast);
    }

    [Fact]
    public void FromLadders_NoCrossing_SaysHowFarAllWereTested()
    {
        SizeBound bound = SizeBound.FromLadders([("winch", Measured(1e3, 512)), ("pulley", Measured(1e3, 512, 1024))], Budget);

        Assert.Equal((null, null, 512.0), (bound.Size, bound.SetBy, bound.AtLeast));
        Assert.Empty(bound.NotTestedBeyond);
    }

    [Fact]
    public void FromLadders_StoppedAfterTheBudget_IsACrossing()
    {
        SizeBound bound = SizeBound.FromLadders([("winch", [.. Measured(1e6, 512, 1024), ScalingPoint.Censored(2048, 6e10)])], Budget);

        Assert.Equal((1024.0, "winch"), (bound.Size!.Value, bound.SetBy));
    }

    [Fact]
    public void FromLadders_StoppedBeforeTheBudgetOrWithoutAValue_IsNoCrossing()
    {
        SizeBound bound = SizeBound.FromLadders(
            [("winch", [.. Measured(1e6, 512), ScalingPoint.Censored(1024, 1e9)]), ("pulley", [.. Measured(1e6, 256), ScalingPoint.Unknown(512)])], Budget);

        Assert.Equal((null, 256.0), (bound.SetBy, bound.AtLeast));
    }

    [Fact]
    public void FromLadders_SmallestSizeOverTheBudget_HasNoSizeButASetting()
    {
        SizeBound bound = SizeBound.FromLadders([("winch", Measured(1e9, 512)), ("pulley", Measured(1e6, 512))], Budget);

        Assert.Equal((null, "winch"), (bound.Size, bound.SetBy));
    }

    [Fact]
    public void FromLadders_NothingMeasured_SaysNothing() =>
        Assert.Equal((null, null, null, 0), Parts(SizeBound.FromLadders([("winch", [ScalingPoint.Unknown(512)])], Budget)));

    private static (double?, string?, double?, int) Parts(SizeBound bound) => (bound.Size, bound.SetBy, bound.AtLeast, bound.NotTestedBeyond.Count);

    private static ScalingPoint[] Measured(double nanosecondsPerSize, params double[] sizes) =>
        [.. sizes.Select(s => ScalingPoint.Measured(s, [s * nanosecondsPerSize]))];
}
