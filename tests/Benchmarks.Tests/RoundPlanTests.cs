using CompileBench.Benchmarks.Suite.Plan;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class RoundPlanTests
{
    private static readonly MeasuredCase[] Cases =
    [
        .. from module in Enumerable.Range(0, 12)
           from settings in Enumerable.Range(0, 5)
           select new MeasuredCase(OperationNames.Compile, $"m{module}", $"s{settings}", "e"),
    ];

    [Fact]
    public void ForRound_AnyRound_HoldsEachCaseOnceAndKeepsModulesTogether()
    {
        var order = RoundOrder.ForRound(Cases, seed: 7, round: 3);

        Assert.Equal(Cases.OrderBy(c => c.ToString()), order.OrderBy(c => c.ToString()));
        Assert.All(order.Chunk(5), chunk => Assert.Single(chunk.Select(c => c.Module).Distinct()));
    }

    [Fact]
    public void ForRound_SameSeedAndRound_GivesTheSameOrderAndAnotherGivesAnother()
    {
        var order = RoundOrder.ForRound(Cases, seed: 7, round: 1);

        Assert.Equal(order, RoundOrder.ForRound(Enumerable.Reverse(Cases), seed: 7, round: 1));
        Assert.NotEqual(order, RoundOrder.ForRound(Cases, seed: 8, round: 1));
        Assert.NotEqual(order, RoundOrder.ForRound(Cases, seed: 7, round: 2));
    }

    [Theory]
    [InlineData(0, 999, true)]
    [InlineData(1, 60, true)]
    [InlineData(1, 90, false)]
    [InlineData(3, 0, false)]
    public void AllowsAnother_RoundsAndTime_BothLimit(int done, int elapsedSeconds, bool expected) =>
        Assert.Equal(expected, new RoundGoal(3, TimeSpan.FromSeconds(100)).AllowsAnother(done, TimeSpan.FromSeconds(elapsedSeconds), TimeSpan.FromSeconds(20)));
}
