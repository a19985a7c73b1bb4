using Xunit;

namespace CompileBench.CommandLine.Tests;

public class StopSignalsTests
{
    private readonly SetClock _clock = new();
    private int _ended;

    [Fact]
    public void Receive_SignalsAtOnce_CancelOnceAndDoNotEndTheProcess()
    {
        using var signals = new StopSignals(_clock, () => _ended++);

        signals.Receive();
        signals.Receive();

        Assert.True(signals.Token.IsCancellationRequested);
        Assert.Equal(0, _ended);
    }

    [Fact]
    public void Receive_ASecondSignalLater_EndsTheProcess()
    {
        using var signals = new StopSignals(_clock, () => _ended++);
        signals.Receive();

        _clock.Now += StopSignals.SameRequest + TimeSpan.FromTicks(1);
        signals.Receive();

        Assert.Equal(1, _ended);
    }

    [Fact]
    public void Receive_ACommandThatDoesNotStop_IsEndedAfterTheGrace()
    {
        using var signals = new StopSignals(_clock, () => _ended++);
        signals.Receive();

        _clock.Fire();

        Assert.Equal(1, _ended);
    }

    [Fact]
    public void Receive_ACommandThatWritesItsResult_IsNotEndedAfterTheGrace()
    {
        using var signals = new StopSignals(_clock, () => _ended++);
        using (StopSignals.KeepResult())
        {
            signals.Receive();
            _clock.Fire();
            Assert.Equal(0, _ended);
        }

        _clock.Fire();

        Assert.Equal(1, _ended);
    }

    private sealed class SetClock : TimeProvider
    {
        private TimerCallback? _callback;

        public TimeSpan Now { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;

        public void Fire() => _callback?.Invoke(null);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _callback = callback;
            return new NoTimer();
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
