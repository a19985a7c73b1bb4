using CompileBench.Analysis.Memory;
using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;
using Pragmastat;
using Pragmastat.Estimators;

namespace CompileBench.Analysis.Comparison.Unpaired;

/// <summary>
/// The independent values of one case on one side, as logarithms. With several runs each run is one value, because runs differ by more than their
/// launches do. With a single run on either side its launches are the values. Iterations never are, because they share a process.
/// </summary>
internal sealed record RecordedValues(IReadOnlyList<double> Logs, CaseRecord Latest)
{
    internal double Mean => Logs.Average();

    internal double Median => MedianEstimator.Instance.Estimate(new Sample([.. Logs], null!)).NominalValue;

    internal double SquaresAboutMean => Logs.Sum(v => (v - Mean) * (v - Mean));

    /// <summary>Returns the values of each case of a side. A case that failed in its latest run has none.</summary>
    /// <param name="side">The side.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="runsAreValues">Whether either side has several runs: launches of one run are not compared with runs of the other side.</param>
    /// <param name="anonymous">Whether memory means anonymous memory: the result of <see cref="PeakMemory.IsAnonymous"/> for the records of both sides.</param>
    internal static Dictionary<ComparedCase, RecordedValues> ForSide(RecordedSide side, ComparisonMetric metric, bool runsAreValues, bool anonymous)
    {
        var values = new Dictionary<ComparedCase, RecordedValues>();
        var records = side.Runs
            .SelectMany((run, index) => run.Select(r => (Run: index, Record: r)))
            .GroupBy(r => new ComparedCase(r.Record.Operation, r.Record.Module, r.Record.Settings));
        foreach (var group in records)
        {
            // Within a run the later record of a case counts, as in a resumed run.
            CaseRecord[] perRun = group.GroupBy(r => r.Run).OrderBy(g => g.Key).Select(g => g.Last().Record).ToArray();
            values[group.Key] = new RecordedValues(LogsOf(perRun, metric, runsAreValues, anonymous), perRun[^1]);
        }

        return values;
    }

    private static double[] LogsOf(CaseRecord[] perRun, ComparisonMetric metric, bool runsAreValues, bool anonymous)
    {
        CaseRecord[] compiled = perRun.Where(r => r.Outcome == OutcomeKind.Completed).ToArray();
        if (perRun[^1].Outcome != OutcomeKind.Completed)
        {
            return [];
        }

        return !runsAreValues ? LaunchesOf(compiled[0], metric, anonymous) : compiled.Select(r => RunOf(r, metric, anonymous)).OfType<double>().ToArray();
    }

    private static double[] LaunchesOf(CaseRecord record, ComparisonMetric metric, bool anonymous)
    {
        if (metric == ComparisonMetric.Memory)
        {
            return PeakMemory.FromRecord(record, anonymous) is { } peak and > 0 ? [Math.Log(peak)] : [];
        }

        return record.Samples.Where(s => s.Kind == SampleKind.Warm).GroupBy(s => s.Launch).OrderBy(g => g.Key)
            .Select(g => TimeEstimate.From(g, SampleKind.Warm, Source(metric), TimeEstimate.DefaultMisrate))
            .OfType<TimeEstimate>()
            .Select(e => e.Log.Value)
            .ToArray();
    }

    private static double? RunOf(CaseRecord record, ComparisonMetric metric, bool anonymous) => metric == ComparisonMetric.Memory
        ? PeakMemory.FromRecord(record, anonymous) is { } peak and > 0 ? Math.Log(peak) : null
        : TimeEstimate.From(record, SampleKind.Warm, Source(metric))?.Log.Value;

    private static TimeSource Source(ComparisonMetric metric) => metric == ComparisonMetric.Cpu ? TimeSource.Cpu : TimeSource.Wall;
}
