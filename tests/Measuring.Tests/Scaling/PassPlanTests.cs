using CompileBench.Measuring.Scaling;
using Xunit;

namespace CompileBench.Measuring.Tests.Scaling;

public class PassPlanTests
{
    [Fact]
    public void CountPasses_TimeInPlenty_EveryPassForEverySize() =>
        Assert.All(PassPlan.CountPasses([Seconds(1), Seconds(2)], Seconds(100)), p => Assert.Equal(PassPlan.Most, p));

    [Fact]
    public void CountPasses_TimeShort_TheDearestSizesGoFirst()
    {
        var passes = PassPlan.CountPasses([Seconds(0.01), Seconds(0.1), Seconds(10)], Seconds(11));

        Assert.Equal([PassPlan.Most, PassPlan.Most, 1], passes);
    }

    [Fact]
    public void CountPasses_NoTimeAtAll_OnePassEach() => Assert.Equal([1, 1], PassPlan.CountPasses([Seconds(1), Seconds(2)], TimeSpan.Zero));

    [Fact]
    public void CountPasses_AnyTimes_KeepsWithinWhatIsAllowed()
    {
        var times = Enumerable.Range(0, 40).Select(i => Seconds(0.001 * (1 << (i % 10)))).ToList();
        var allowed = times.Aggregate(TimeSpan.Zero, (a, b) => a + b) * 1.5;

        var passes = PassPlan.CountPasses(times, allowed);

        Assert.True(times.Zip(passes, (t, p) => t * p).Aggregate(TimeSpan.Zero, (a, b) => a + b) <= allowed);
        Assert.All(passes, p => Assert.InRange(p, 1, PassPlan.Most));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
