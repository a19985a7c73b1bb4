using CompileBench.Measuring.Scaling;
using Xunit;

namespace CompileBench.Measuring.Tests.Scaling;

public class GrowthRuleTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);

    [Fact]
    public void Next_OneSize_DoublesIt() => Assert.Equal(128, GrowthRule.Next([At(64, 1)], 1_000_000, Budget)!.Value.Size);

    [Fact]
    public void Next_PastTheBudget_GrowsNoFurther() => Assert.Null(GrowthRule.Next([At(64, 1000), At(128, 3001)], 1_000_000, Budget));

    [Fact]
    public void Next_AtTheLargestSize_GrowsNoFurther() => Assert.Null(GrowthRule.Next([At(64, 1), At(100, 2)], 100, Budget));

    [Fact]
    public void Next_BelowTheLargestSize_TriesTheLargest() => Assert.Equal(100, GrowthRule.Next([At(64, 1)], 100, Budget)!.Value.Size);

    [Fact]
    public void Next_AQuadraticLadderNearItsBudget_StepsJustPastIt()
    {
        var step = GrowthRule.Next([At(500, 500), At(1000, 2000)], 1_000_000, Budget)!.Value;

        Assert.InRange(step.Size, 1001, 1999);
        Assert.InRange(step.Expected / Budget, 1.2, 1.4);
    }

    [Fact]
    public void Next_TheLastSizeJustWithinTheBudget_StillTakesAStep() =>
        Assert.InRange(GrowthRule.Next([At(500, 740), At(1000, 2999)], 1_000_000, Budget)!.Value.Size, 1050, 1999);

    [Fact]
    public void Next_ASampleThatDips_DoesNotPromiseThatGrowthHasEnded() =>
        Assert.Equal(2 * 20, GrowthRule.Next([At(100, 30), At(200, 20)], 1_000_000, Budget)!.Value.Expected.TotalMilliseconds, 3);

    [Theory]
    [InlineData(10, 20, 40, false)]
    [InlineData(10, 23, 52, true)] // an exponent of 1.19
    [InlineData(10, 21, 46, false)] // 1.10
    [InlineData(10, 40, 160, true)]
    [InlineData(0.01, 0.04, 0.16, false)] // too short to tell
    public void Next_GrowthOverTwoDoublings_IsCalledSteepOrNot(double first, double second, double third, bool steep) =>
        Assert.Equal(steep, GrowthRule.Next([At(100, first), At(200, second), At(400, third)], 1_000_000, Budget)!.Value.IsSteep);

    private static TriedSize At(int size, double milliseconds) => new(size, TimeSpan.FromMilliseconds(milliseconds));
}
