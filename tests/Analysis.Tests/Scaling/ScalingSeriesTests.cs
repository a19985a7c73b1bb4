using CompileBench.Analysis.Scaling;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.Scaling;

public sealed class ScalingSeriesTests
{
    private static CaseRecord Record(params CompileTimeSample[] samples) => Records.Create("m", "s") with { Samples = samples, PeakNativeBytes = 7 };

    [Fact]
    public void OfTime_WarmSamplesEverywhere_UsesThem()
    {
        CaseRecord small = Record(Records.Cold(1, 300), Records.Warm(1, 0, 100));
        CaseRecord large = Record(Records.Cold(1, 500), Records.Warm(1, 0, 200), Records.Warm(2, 0, 200));

        IReadOnlyList<ScalingPoint> points = ScalingSeries.TimePoints([(2, large), (1, small)]);

        Assert.Equal([100, 200], points.Select(p => Math.Round(p.Value!.Value, 6)));
        Assert.Equal([(1, 1), (2, 2)], points.Select(p => (p.Launches, p.Samples)));
    }

    [Fact]
    public void OfTime_LargestSizeOnlyCold_UsesColdSamplesThroughout()
    {
        CaseRecord small = Record(Records.Cold(1, 300), Records.Warm(1, 0, 100));
        CaseRecord large = Record(Records.Cold(1, 500));

        Assert.Equal([300, 500], ScalingSeries.TimePoints([(1, small), (2, large)]).Select(p => Math.Round(p.Value!.Value, 6)));
    }

    [Fact]
    public void OfTime_TimedOut_IsALowerBound()
    {
        CaseRecord record = Record(Records.Cold(1, 6e10)) with { Outcome = OutcomeKind.TimedOut };

        ScalingPoint point = Assert.Single(ScalingSeries.TimePoints([(1, record)]));

        Assert.Null(point.Value);
        Assert.Equal(6e10, point.AtLeast);
    }

    [Theory]
    [InlineData(OutcomeKind.Crashed)]
    [InlineData(OutcomeKind.Rejected)]
    [InlineData(OutcomeKind.OutOfMemory)]
    public void OfTime_OtherFailures_AreUnknown(OutcomeKind outcome) =>
        Assert.Equal(ScalingPoint.Unknown(1), Assert.Single(ScalingSeries.TimePoints([(1, Record() with { Outcome = outcome })])));

    [Theory]
    [InlineData(OutcomeKind.Completed, 7.0, null)]
    [InlineData(OutcomeKind.OutOfMemory, null, 7.0)]
    [InlineData(OutcomeKind.TimedOut, null, 7.0)]
    [InlineData(OutcomeKind.Crashed, null, null)]
    public void OfMemory_Outcomes_AreValueBoundOrUnknown(OutcomeKind outcome, double? value, double? atLeast)
    {
        ScalingPoint point = Assert.Single(ScalingSeries.MemoryPoints([(1, Record() with { Outcome = outcome })]));

        Assert.Equal(value, point.Value is { } v ? Math.Round(v, 6) : null);
        Assert.Equal(atLeast, point.AtLeast);
    }

    [Fact]
    public void OfMemory_NotMeasured_IsUnknown() =>
        Assert.Equal(ScalingPoint.Unknown(1), Assert.Single(ScalingSeries.MemoryPoints([(1, Record() with { PeakNativeBytes = null })])));
}
