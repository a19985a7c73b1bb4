using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.Timing;

public sealed class TimeEstimateTests
{
    [Fact]
    public void From_TwoSamplesOfOneLaunch_HasACentreButNoBounds()
    {
        TimeEstimate estimate = TimeEstimate.From(Records.Compiled("m", "s", [100, 400]))!;

        Assert.Equal(200, estimate.Centre, 6);
        Assert.Null(estimate.Bounds);
        Assert.Equal(BoundsBasis.Unknown, estimate.Basis);
        Assert.NotNull(estimate.RelativeSpread);
    }

    [Fact]
    public void From_OneSample_HasNeitherBoundsNorSpread()
    {
        TimeEstimate estimate = TimeEstimate.From(Records.Compiled("m", "s", [100]))!;

        Assert.Null(estimate.Bounds);
        Assert.Null(estimate.RelativeSpread);
    }

    [Fact]
    public void From_OneLaunchOfTen_SaysThatItsBoundsAreOfIterations()
    {
        TimeEstimate estimate = TimeEstimate.From(Records.Compiled("m", "s", [100, 101, 102, 103, 104, 105, 106, 107, 108, 109]))!;

        Assert.Equal(BoundsBasis.Iterations, estimate.Basis);
        Assert.True(estimate.Bounds!.Value.Contains(104.5));
        Assert.InRange(estimate.Bounds.Value.Upper - estimate.Bounds.Value.Lower, 2, 12);
    }

    [Fact]
    public void From_LaunchesThatDiffer_CountsEachLaunchOnce()
    {
        // A hundred samples agree within each process, but the processes do not: more iterations must not narrow the bounds.
        double[] low = Enumerable.Repeat(100.0, 50).ToArray();
        double[] high = Enumerable.Repeat(110.0, 50).ToArray();

        TimeEstimate estimate = TimeEstimate.From(Records.Compiled("m", "s", low, high))!;

        Assert.Equal(BoundsBasis.Launches, estimate.Basis);
        Assert.Equal(2, estimate.Launches);
        Assert.True(estimate.Bounds!.Value.Lower < 70);
        Assert.True(estimate.Bounds.Value.Upper > 150);
    }

    [Fact]
    public void From_ColdAndWarmSamples_AreNeverMixed()
    {
        CaseRecord record = Records.Create("m", "s") with { Samples = [Records.Cold(1, 1000), Records.Warm(1, 0, 100), Records.Warm(1, 1, 100)] };

        Assert.Equal(100, TimeEstimate.From(record)!.Centre, 6);
        Assert.Equal(1000, TimeEstimate.From(record, SampleKind.Cold)!.Centre, 6);
    }

    [Fact]
    public void From_BatchedSample_IsPerOperation()
    {
        CaseRecord record = Records.Create("m", "s") with { Samples = [new CompileTimeSample(1, 0, SampleKind.Warm, 10, 5000, 4000)] };

        Assert.Equal(500, TimeEstimate.From(record)!.Centre, 6);
        Assert.Equal(400, TimeEstimate.From(record, source: TimeSource.Cpu)!.Centre, 6);
    }

    [Fact]
    public void From_ClockThatWasNotRead_IsNull() =>
        Assert.Null(TimeEstimate.From(Records.Compiled("m", "s", [1, 2, 3]), source: TimeSource.Cpu));

    [Fact]
    public void From_TimedOutCase_IsNull()
    {
        CaseRecord record = Records.Compiled("m", "s", [1, 2, 3]) with { Outcome = OutcomeKind.TimedOut };

        Assert.Null(TimeEstimate.From(record));
    }

    [Fact]
    public void From_EqualSamples_HasBoundsOfNoWidth()
    {
        TimeEstimate estimate = TimeEstimate.From(Records.Compiled("m", "s", [100, 100, 100, 100, 100, 100]))!;

        Assert.Equal(100, estimate.Bounds!.Value.Lower, 6);
        Assert.Equal(100, estimate.Bounds.Value.Upper, 6);
    }
}
