using CompileBench.Analysis.Comparison.Unpaired;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Memory;

namespace CompileBench.Analysis.History;

/// <summary>Many runs in order of time or version, with the changes of each case: in which run its level changed, and by how much.</summary>
/// <param name="Runs">The runs' labels, in order.</param>
/// <param name="Cases">The cases, by metric, module and settings.</param>
public sealed record RunHistory(IReadOnlyList<string> Runs, IReadOnlyList<CaseHistory> Cases)
{
    /// <summary>The smallest number of runs in which a change can be distinguished from an accident: two on either side.</summary>
    public const int FewestRuns = 4;

    /// <summary>Finds the levels of every case. Cases with fewer than <see cref="FewestRuns"/> values have one level and no changes.</summary>
    /// <param name="runs">The runs in order.</param>
    /// <param name="metrics">Wall, CPU or memory.</param>
    /// <param name="options">Misrate and threshold.</param>
    public static RunHistory FromRuns(IReadOnlyList<HistoryRun> runs, IReadOnlyList<ComparisonMetric> metrics, HistoryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(metrics);
        options ??= new HistoryOptions();
        var cases = new List<CaseHistory>();
        foreach (ComparisonMetric metric in metrics)
        {
            (ComparedCase Case, HistoryPoint[] Points)[] series = SeriesOf(runs, metric);
            var noise = new RunNoise(series.Select(s => Logs(s.Points)), options.FloorDeviation);
            int places = series.Sum(s => Math.Max(0, s.Points.Length - 1));
            double misrate = options.Misrate / Math.Max(1, places) / metrics.Count;
            cases.AddRange(series.Select(s => new CaseHistorian(runs, metric, noise, misrate, options).Write(s.Case, s.Points)));
        }

        return new RunHistory([.. runs.Select(r => r.Label)], cases);
    }

    internal static double[] Logs(IEnumerable<HistoryPoint> points) => [.. points.Select(p => Math.Log(p.Value))];

    private static (ComparedCase Case, HistoryPoint[] Points)[] SeriesOf(IReadOnlyList<HistoryRun> runs, ComparisonMetric metric)
    {
        var points = new Dictionary<ComparedCase, List<HistoryPoint>>();
        bool anonymous = PeakMemory.IsAnonymous(runs.SelectMany(r => r.Records));
        for (int i = 0; i < runs.Count; i++)
        {
            foreach ((ComparedCase what, RecordedValues values) in RecordedValues.ForSide(new RecordedSide(runs[i].Host, [runs[i].Records]), metric, runsAreValues: false, anonymous))
            {
                if (values.Logs.Count > 0)
                {
                    points.TryAdd(what, []);
                    points[what].Add(new HistoryPoint(i, Math.Exp(values.Median)));
                }
            }
        }

        return [.. points.OrderBy(p => p.Key.Module, StringComparer.Ordinal).ThenBy(p => p.Key.Settings, StringComparer.Ordinal)
            .ThenBy(p => p.Key.Operation, StringComparer.Ordinal).Select(p => (p.Key, p.Value.ToArray()))];
    }
}
