using CompileBench.Analysis.Scaling;
using Xunit;

namespace CompileBench.Analysis.Tests.Scaling;

public sealed class LargestWithinTests
{
    private static readonly ScalingPoint[] Quadratic =
        [ScalingPoint.Measured(10, [100.0]), ScalingPoint.Measured(20, [400.0]), ScalingPoint.Measured(40, [1600.0])];

    [Fact]
    public void Find_BudgetBetweenTwoSizes_FollowsTheirPowerLaw()
    {
        LargestWithin largest = LargestWithin.Find(Quadratic, 900);

        Assert.Equal(30, largest.Size!.Value, 9);
        Assert.False(largest.IsAtLeast);
        Assert.Equal(40, largest.Below);
    }

    [Fact]
    public void Find_AllWithinBudget_IsAtLeastTheLargest() =>
        Assert.Equal(new LargestWithin(40, true, null), LargestWithin.Find(Quadratic, 5000));

    [Fact]
    public void Find_NothingWithinBudget_HasNoSize() =>
        Assert.Equal(new LargestWithin(null, false, 10), LargestWithin.Find(Quadratic, 50));

    [Fact]
    public void Find_SizeCutOffAtALimit_StopsAtTheLastMeasuredOne() =>
        Assert.Equal(new LargestWithin(40, true, 80), LargestWithin.Find([.. Quadratic, ScalingPoint.Censored(80, 1e9)], 5000));

    [Fact]
    public void Find_SizeThatCrashed_StopsBelowIt() =>
        Assert.Equal(new LargestWithin(10, true, 20), LargestWithin.Find([Quadratic[0], ScalingPoint.Unknown(20), Quadratic[2]], 5000));

    [Fact]
    public void Find_SizesThatDipBelowTheBudgetAgain_TakesTheFirstCrossing()
    {
        LargestWithin largest = LargestWithin.Find([.. Quadratic, ScalingPoint.Measured(80, [90.0])], 900);

        Assert.Equal(30, largest.Size!.Value, 9);
    }

    [Fact]
    public void Find_NoPoints_HasNoSize() => Assert.Null(LargestWithin.Find([], 1).Size);
}
