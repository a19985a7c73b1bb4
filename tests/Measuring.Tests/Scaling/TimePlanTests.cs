using CompileBench.Measuring.Scaling;
using Xunit;

namespace CompileBench.Measuring.Tests.Scaling;

public class TimePlanTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    [Fact]
    public void Share_AtTheStart_IsAnEqualPartWithinTheLimit()
    {
        var plan = new TimePlan(Limit, 10, new StoppedClock());

        plan.BeginShape();

        Assert.InRange(plan.Share * 10, Limit * 0.5, Limit);
    }

    [Fact]
    public void BeginShape_AfterOneThatTookTooLong_SharesOutWhatIsLeft()
    {
        var clock = new StoppedClock();
        var plan = new TimePlan(Limit, 2, clock);
        plan.BeginShape();
        var before = plan.Share;
        clock.Advance(before * 1.5);
        plan.EndShape();

        plan.BeginShape();

        Assert.Equal((before * 0.5).TotalSeconds, plan.Share.TotalSeconds, 3);
    }

    [Fact]
    public void BeginShape_NothingLeft_StillGivesEachAMoment()
    {
        var clock = new StoppedClock();
        var plan = new TimePlan(Limit, 3, clock);
        clock.Advance(Limit * 2);

        plan.BeginShape();

        Assert.True(plan.Share > TimeSpan.Zero);
        Assert.True(plan.GentleTop(7) > TimeSpan.Zero);
    }

    [Fact]
    public void GentleTop_MoreLadders_EachGrowsLess()
    {
        var plan = new TimePlan(Limit, 10, new StoppedClock());
        plan.BeginShape();

        Assert.True(plan.GentleTop(7) < plan.GentleTop(1));
    }

    [Fact]
    public void SteepShare_WhenEarlierShapesTookMuch_LeavesTheLaterOnesTheirTurn()
    {
        var clock = new StoppedClock();
        var plan = new TimePlan(Limit, 10, clock);
        plan.BeginShape();
        var early = plan.SteepShare / plan.Share;
        clock.Advance(Limit / 2);
        plan.EndShape();

        plan.BeginShape();

        Assert.True(plan.SteepShare / plan.Share < early);
    }

    private sealed class StoppedClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan time) => _ticks += time.Ticks;
    }
}
