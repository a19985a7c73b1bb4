using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Policy.Budgets;

public sealed class CompileBudgetTests
{
    private static readonly CompileBudget Budget = new(TimeSpan.FromSeconds(60), 20);

    [Theory]
    [InlineData(2.0e9, 2.1e9, BudgetVerdict.Within)]
    [InlineData(4.0e9, 4.1e9, BudgetVerdict.Over)]
    [InlineData(2.8e9, 3.3e9, BudgetVerdict.TooCloseToCall)]
    public void Judge_Bounds_DecideTheVerdict(double first, double second, BudgetVerdict expected) =>
        Assert.Equal(expected, Budget.Judge(TimeEstimate.FromLaunches([[first], [second], [Math.Sqrt(first * second)]])!));

    [Fact]
    public void Judge_TimeWithoutBounds_IsJudgedByItself() => Assert.Equal(BudgetVerdict.Over, Budget.Judge(TimeEstimate.FromLaunches([[3.1e9]])!));
}
