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
    [InlineData(0, 999, true, 0)]
    [InlineData(1, 60, true, 35)]
    [InlineData(2, 120, true, 0)]
    [InlineData(3, 0, false, 95)]
    public void Goal_RoundsAndTime_BothLimit(int done, int elapsedSeconds, bool wantsAnother, int secondsForRound)
    {
        var goal = new RoundGoal(3, TimeSpan.FromSeconds(100));

        Assert.Equal(wantsAnother, goal.WantsAnother(done));
        Assert.Equal(TimeSpan.FromSeconds(secondsForRound), goal.TimeForRound(TimeSpan.FromSeconds(elapsedSeconds)));
    }

    [Fact]
    public void Missing_LongModules_SitRoundsOutAfterTheSecond()
    {
        var open = Cases.ToDictionary(c => c, _ => (IReadOnlySet<int>)new HashSet<int>());
        var participants = new RoundParticipants(Cases.ToDictionary(c => c, ExpectedOf), longModulesSitOut: true);
        var taken = Cases.Select(c => c.Module).Distinct().ToDictionary(m => m, _ => new List<int>());
        for (var round = 1; round <= 10; round++)
        {
            var cases = participants.Missing(open, round);
            Assert.All(cases.GroupBy(c => c.Module), module => Assert.Equal(5, module.Count()));
            foreach (var one in cases)
            {
                open[one] = new HashSet<int>(open[one]) { round };
            }

            cases.Select(c => c.Module).Distinct().ToList().ForEach(module => taken[module].Add(round));
        }

        Assert.Equal(Enumerable.Range(1, 10), taken["m0"]);
        Assert.Equal([1, 2, 4, 6, 8, 10], taken["m10"]);
        Assert.Equal([1, 2, 6, 10], taken["m11"]);
    }

    [Fact]
    public void Missing_TheUserFixedTheRounds_AllModulesTakePartInAll()
    {
        var open = Cases.ToDictionary(c => c, _ => (IReadOnlySet<int>)new HashSet<int> { 1, 2 });

        Assert.Equal(Cases.Length, new RoundParticipants(Cases.ToDictionary(c => c, ExpectedOf), longModulesSitOut: false).Missing(open, 3).Count);
    }

    // A run is stopped in its fourth round: m0 has three rounds and one case of the fourth; m10 and m11 sat out the third; m1 was added to the run.
    [Fact]
    public void Missing_ResumedRun_CompletesTheLastRoundAndOpensNoEarlierOne()
    {
        var sitting = new HashSet<string> { "m10", "m11" };
        var open = Cases.ToDictionary(c => c, c => (IReadOnlySet<int>)(
            c.Module == "m1" ? new HashSet<int>()
            : sitting.Contains(c.Module) ? new HashSet<int> { 1, 2 }
            : c is { Module: "m0", Settings: "s0" } ? new HashSet<int> { 1, 2, 3, 4 }
            : new HashSet<int> { 1, 2, 3 }));
        var participants = new RoundParticipants(Cases.ToDictionary(c => c, ExpectedOf), longModulesSitOut: true);

        Assert.Equal(["m1"], participants.Missing(open, 1).Select(c => c.Module).Distinct());
        Assert.DoesNotContain(participants.Missing(open, 3), c => sitting.Contains(c.Module));
        var fourth = participants.Missing(open, 4);
        Assert.DoesNotContain(fourth, c => c is { Module: "m0", Settings: "s0" });
        Assert.Equal(4, fourth.Count(c => c.Module == "m0"));
        Assert.Contains(fourth, c => c.Module == "m10");
        Assert.DoesNotContain(fourth, c => c.Module == "m11");
    }

    // 10 modules of 5 s, one of 15 s and one of 50 s.
    [Theory]
    [InlineData(115, true, 12)]
    [InlineData(114, true, 11)]
    [InlineData(64, true, 10)]
    [InlineData(30, true, 6)]
    [InlineData(29, true, 0)]
    [InlineData(114, false, 0)]
    public void Fitting_LittleTime_LeavesTheMostExpensiveModulesOut(int seconds, bool longModulesSitOut, int modules)
    {
        var participants = new RoundParticipants(Cases.ToDictionary(c => c, ExpectedOf), longModulesSitOut);

        Assert.Equal(modules * 5, participants.Fitting(Cases, TimeSpan.FromSeconds(seconds), pace: 1).Count);
        Assert.Equal(modules * 5, participants.Fitting(Cases, TimeSpan.FromSeconds(seconds * 2), pace: 2).Count);
    }

    private static TimeSpan ExpectedOf(MeasuredCase one) => TimeSpan.FromSeconds(one.Module switch { "m11" => 10, "m10" => 3, _ => 1 });
}
