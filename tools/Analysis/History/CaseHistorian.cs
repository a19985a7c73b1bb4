using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.History;

/// <summary>
/// Finds the levels of one case. <see cref="RobustSegmentation"/> proposes the steps. Its penalty for a level is so high that chance alone proposes a step
/// anywhere, in all cases of a history together, only at the history's misrate. Each step must then hold as the difference of two medians, with bounds at
/// the same share of the misrate. While one does not, the least certain step is removed and its two levels become one.
/// </summary>
internal sealed class CaseHistorian(IReadOnlyList<HistoryRun> runs, ComparisonMetric metric, RunNoise noise, double misrate, HistoryOptions options)
{
    internal CaseHistory Write(ComparedCase what, HistoryPoint[] points)
    {
        double[] logs = RunHistory.Logs(points);
        if (points.Length < RunHistory.FewestRuns)
        {
            return new CaseHistory(what, metric, points, [Level(points, 0, points.Length)], [], null);
        }

        (double variance, double degrees) = noise.VarianceFor(logs);
        List<int> starts = Candidates(logs, variance, degrees);

        // Differences of neighbouring runs underestimate the scatter of runs that resemble their neighbours. If the scatter about the levels is larger, it is used.
        double about = RunNoise.VarianceOf(Residuals(logs, starts));
        if (about > variance)
        {
            variance = about;
            starts = Candidates(logs, variance, degrees);
        }

        ChangePoint[] changes = Confirm(points, logs, starts, variance, degrees);
        HistoryLevel[] levels = [.. starts.Select((s, i) => Level(points, s, EndOf(starts, i, points.Length)))];
        ChangePoint? latest = Step(points, logs, starts[^1], points.Length - 1, points.Length, variance, degrees);
        bool alone = points.Length - starts[^1] > RobustSegmentation.FewestValues && latest is { Verdict: not (ChangeVerdict.Inconclusive or ChangeVerdict.Equivalent) };
        return new CaseHistory(what, metric, points, levels, changes, alone ? latest : null);
    }

    private List<int> Candidates(double[] logs, double variance, double degrees) =>
        RobustSegmentation.Starts(logs, Math.Sqrt(variance), Math.Pow(StudentQuantile.TwoSided(degrees, misrate), 2));

    private ChangePoint[] Confirm(HistoryPoint[] points, double[] logs, List<int> starts, double variance, double degrees)
    {
        while (true)
        {
            ChangePoint[] changes = [.. Enumerable.Range(1, starts.Count - 1)
                .Select(i => Step(points, logs, starts[i - 1], starts[i], EndOf(starts, i, logs.Length), variance, degrees)!)];
            ChangePoint? weakest = changes.Where(c => c.Verdict is ChangeVerdict.Inconclusive or ChangeVerdict.Equivalent)
                .MinBy(c => Math.Abs(Math.Log(c.Ratio)));
            if (weakest is null)
            {
                return changes;
            }

            starts.RemoveAt(1 + Array.IndexOf(changes, weakest));
        }
    }

    // The step between the level from `from` to before `at` and the level from `at` to before `end`; null where either is empty.
    private ChangePoint? Step(HistoryPoint[] points, double[] logs, int from, int at, int end, double variance, double degrees)
    {
        if (at <= from || end <= at)
        {
            return null;
        }

        double step = Median(logs, at, end) - Median(logs, from, at);
        double error = variance * (MedianVariance.PerUnitVariance(at - from) + MedianVariance.PerUnitVariance(end - at));
        var log = new LogCentre(step, error, degrees, BoundsBasis.Launches);
        Bounds bounds = log.LogBounds(misrate)!.Value;
        return new ChangePoint(
            points[at].Run,
            Math.Exp(step),
            bounds.Exp(),
            ChangeJudge.Judge(metric, step, bounds, options.Threshold),
            runs[points[at].Run].Host != runs[points[at - 1].Run].Host);
    }

    private static double[] Residuals(double[] logs, List<int> starts) => [.. starts.SelectMany((start, i) =>
    {
        int end = EndOf(starts, i, logs.Length);
        double level = Median(logs, start, end);
        return logs[start..end].Select(v => v - level);
    })];

    private static HistoryLevel Level(HistoryPoint[] points, int start, int end) =>
        new(points[start].Run, points[end - 1].Run, Math.Exp(Median(RunHistory.Logs(points), start, end)), end - start);

    private static int EndOf(List<int> starts, int index, int length) => index + 1 < starts.Count ? starts[index + 1] : length;

    private static double Median(double[] logs, int start, int end)
    {
        double[] sorted = [.. logs[start..end].Order()];
        int half = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
