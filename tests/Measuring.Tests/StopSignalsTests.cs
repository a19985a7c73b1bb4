using CompileBench.Measuring.Runs;
using Xunit;

namespace CompileBench.Measuring.Tests;

public class StopSignalsTests
{
    [Fact]
    public void Take_SignalsAtOnce_AreOneWishAndHeldBack()
    {
        var calls = 0;
        using var signals = new StopSignals(() => calls++, new SetClock());

        Assert.True(signals.Take());
        Assert.True(signals.Take());
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Take_AskedAgainLater_EndsTheProcessAsByDefault()
    {
        var clock = new SetClock();
        var calls = 0;
        using var signals = new StopSignals(() => calls++, clock);
        Assert.True(signals.Take());

        clock.Now += StopSignals.SameWish + TimeSpan.FromTicks(1);

        Assert.False(signals.Take());
        Assert.Equal(1, calls);
    }

    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
