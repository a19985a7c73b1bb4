using CompileBench.Analysis.Memory;
using CompileBench.Analysis.Runs;
using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Scaling;

/// <summary>Turns a ladder's records into points, for time and for memory.</summary>
public static class ScalingSeries
{
    /// <summary>
    /// Time by size, in nanoseconds of one compile. Warm samples where every compiled size has some, else cold ones throughout:
    /// the two differ by up to a factor of three at small sizes, and mixing them would bend the curve.
    /// A timed-out size is a lower bound. Samples of rounds count without what their round adds to all sizes (<see cref="RoundEffects"/>), each on its own.
    /// </summary>
    public static IReadOnlyList<ScalingPoint> TimePoints(IEnumerable<(double Size, CaseRecord Record)> ladder, TimeSource source = TimeSource.Wall)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        var rungs = ladder.OrderBy(r => r.Size).ToArray();
        bool warm = rungs.Where(r => r.Record.Outcome == OutcomeKind.Completed)
            .All(r => r.Record.Samples.Any(s => s.Kind == SampleKind.Warm && source.NanosecondsOf(s) is not null));
        ScalingPoint[] points = [.. rungs.Select(r => TimePoint(r.Size, r.Record, warm ? SampleKind.Warm : SampleKind.Cold, source))];
        return warm && rungs.SelectMany(r => WarmSamples(r.Record)).All(s => s.Round is not null) ? WithoutRounds(points, [.. rungs.Select(r => r.Record)], source) : points;
    }

    private static IEnumerable<CompileTimeSample> WarmSamples(CaseRecord record) => record.Samples.Where(s => s.Kind == SampleKind.Warm);

    private static ScalingPoint[] WithoutRounds(ScalingPoint[] points, CaseRecord[] records, TimeSource source)
    {
        IReadOnlyList<double[]> values = RoundEffects.Remove([.. records.Select(r => WarmSamples(r)
            .Select(s => (s.Round!.Value, Nanoseconds: source.NanosecondsOf(s))).Where(s => s.Nanoseconds > 0).Select(s => (s.Value, s.Nanoseconds!.Value)).ToArray())]);
        return [.. points.Select((p, i) => p.Centre is not null && values[i].Length > 0 ? ScalingPoint.Measured(p.Size, [.. values[i].Select(v => new[] { v })]) : p)];
    }

    /// <summary>Peak memory by size, in bytes: anonymous memory where every size has it, else resident memory throughout. A size that passed its memory limit, or was stopped for time, is a lower bound.</summary>
    public static IReadOnlyList<ScalingPoint> MemoryPoints(IEnumerable<(double Size, CaseRecord Record)> ladder)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        var rungs = ladder.OrderBy(r => r.Size).ToArray();
        bool anonymous = PeakMemory.IsAnonymous(rungs.Select(r => r.Record));
        return rungs.Select(r => MemoryPoint(r.Size, r.Record, anonymous)).ToArray();
    }

    private static ScalingPoint TimePoint(double size, CaseRecord record, SampleKind kind, TimeSource source)
    {
        if (record.Outcome == OutcomeKind.TimedOut && NotCompiledCase.FromRecord(record).AtLeastNanoseconds is { } atLeast)
        {
            return ScalingPoint.Censored(size, atLeast);
        }

        return TimeEstimate.From(record, kind, source) is { } estimate
            ? new ScalingPoint(size, estimate.Log, estimate.Launches, estimate.SampleCount, null)
            : ScalingPoint.Unknown(size);
    }

    private static ScalingPoint MemoryPoint(double size, CaseRecord record, bool anonymous) => (record.Outcome, PeakMemory.FromRecord(record, anonymous)) switch
    {
        (_, null or <= 0) => ScalingPoint.Unknown(size),
        (OutcomeKind.Completed, { } bytes) => ScalingPoint.Measured(size, [bytes]),
        (OutcomeKind.OutOfMemory or OutcomeKind.TimedOut, { } bytes) => ScalingPoint.Censored(size, bytes),
        _ => ScalingPoint.Unknown(size),
    };
}
