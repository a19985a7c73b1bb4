using CompileBench.Engines.Isolation;
using CompileBench.Measuring.Scaling;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Measuring.Tests.Scaling;

public sealed class ExplorationTests
{
    [Fact]
    public void Time_TwoWarmCompiles_IsTheShorterOne() =>
        Assert.Equal(TimeSpan.FromMilliseconds(10), Explored(Completed(SampleKind.Cold, 30), Completed(SampleKind.Warm, 90, 10)).Time);

    // The first compile of a process that has already compiled something is as warm as the others.
    [Fact]
    public void Time_FirstCompileThatIsNotCold_Counts() =>
        Assert.Equal(TimeSpan.FromMilliseconds(8), new Exploration(Completed(SampleKind.Warm, 8), Completed(SampleKind.Warm, 90, 10), IsFresh: false, DateTimeOffset.UnixEpoch).Time);

    [Fact]
    public void Time_WarmCompilesThatFailed_IsTheColdOne() =>
        Assert.Equal(TimeSpan.FromMilliseconds(30), Explored(Completed(SampleKind.Cold, 30), new Outcome.Crashed("SIGABRT", "")).Time);

    [Fact]
    public void Time_AFirstCompileThatFailed_IsNull() =>
        Assert.Null(Explored(new Outcome.TimedOut(TimeSpan.FromSeconds(6)), null).Time);

    private static Exploration Explored(Outcome cold, Outcome? warm) => new(cold, warm, IsFresh: true, DateTimeOffset.UnixEpoch);

    private static Outcome.Completed Completed(SampleKind kind, params int[] milliseconds) => new(null)
    {
        Samples = [.. milliseconds.Select((ms, i) => new CompileTimeSample(1, i, kind, 1, ms * 1_000_000L, null))],
    };
}
