using CompileBench.Measuring.Scaling;
using Xunit;

namespace CompileBench.Measuring.Tests.Scaling;

public class RoundPlanTests
{
    [Fact]
    public void Plan_TimeInPlenty_EveryRoundForEverySize() =>
        Assert.All(RoundPlan.Plan([At(1), At(2)], Seconds(100)), p => Assert.Equal(RoundPlan.Most, p));

    [Fact]
    public void Plan_TimeShort_TheDearestSizesGoFirst()
    {
        var rounds = RoundPlan.Plan([At(0.01), At(0.1), At(10)], Seconds(11));

        Assert.Equal([RoundPlan.Most, RoundPlan.Most, 1], rounds);
    }

    [Fact]
    public void Plan_NoTimeAtAll_TheFewestRoundsOfEach() => Assert.Equal([1, 1], RoundPlan.Plan([At(1), At(2)], TimeSpan.Zero));

    [Fact]
    public void Plan_AnyTimes_KeepsWithinWhatIsAllowed()
    {
        var times = Enumerable.Range(0, 40).Select(i => Seconds(0.001 * (1 << (i % 10)))).ToList();
        var allowed = times.Aggregate(TimeSpan.Zero, (a, b) => a + b) * 1.5;

        var rounds = RoundPlan.Plan([.. times.Select(t => new PlannedSize(t, 1))], allowed);

        Assert.True(times.Zip(rounds, (t, p) => t * p).Aggregate(TimeSpan.Zero, (a, b) => a + b) <= allowed);
        Assert.All(rounds, r => Assert.InRange(r, 1, RoundPlan.Most));
    }

    [Fact]
    public void Plan_TheLargestSizes_KeepTheirRoundsWhateverTheyTake()
    {
        int[] fewest = [.. RoundPlan.Fewest([Seconds(0.1), Seconds(0.1), Seconds(0.1), Seconds(0.2), Seconds(0.5), Seconds(0.9), Seconds(3)])];

        Assert.Equal([1, 1, 3, 3, 3, 3, 2], fewest);
        Assert.Equal(fewest, RoundPlan.Plan([.. fewest.Select((f, i) => new PlannedSize(Seconds(i + 1), f))], TimeSpan.Zero));
    }

    private static PlannedSize At(double seconds) => new(Seconds(seconds), 1);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
