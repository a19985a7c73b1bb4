using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Comparison;

/// <summary>Several cases' ratios in one: their geometric mean, each case counted once, for exactly these cases.</summary>
/// <param name="Settings">The settings summed up, or <see cref="Overall"/>.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Ratio">Geometric mean of candidate over baseline.</param>
/// <param name="Bounds">Its bounds, which hold at once for all summaries of the suite.</param>
/// <param name="Verdict">The verdict on the mean.</param>
/// <param name="CaseCount">How many cases are in it: those whose uncertainty is known.</param>
public sealed record ComparisonSummary(
    string Settings, ComparisonMetric Metric, double Ratio, Bounds? Bounds, ChangeVerdict Verdict, int CaseCount)
{
    /// <summary>The name of the summary over all settings.</summary>
    public const string Overall = "all";

    /// <summary>One summary a metric and setting, in order of appearance, then one over all settings where there are several.</summary>
    /// <param name="comparisons">The cases.</param>
    /// <param name="options">Misrate and threshold; the summaries' part of the misrate is shared out over them.</param>
    /// <param name="looks">How many times each case may have been looked at before it was stopped: stopping on a favourable look shifts its
    /// ratio, which is paid for by sharing the misrate over the looks as well.</param>
    public static IReadOnlyList<ComparisonSummary> ForSettings(
        IReadOnlyList<CompileTimeComparison> comparisons, ComparisonOptions options, int looks = 1)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        ArgumentNullException.ThrowIfNull(options);
        var groups = new List<(string Settings, ComparisonMetric Metric, LogCentre[] Logs)>();
        foreach (var metric in comparisons.Where(c => c.Log?.Variance is not null).GroupBy(c => c.Metric))
        {
            var settings = metric.GroupBy(c => c.Case.Settings).ToArray();
            groups.AddRange(settings.Select(g => (g.Key, metric.Key, Logs(g))));
            if (settings.Length > 1)
            {
                groups.Add((Overall, metric.Key, Logs(metric)));
            }
        }

        return groups.Select(g => Summarise(g.Settings, g.Metric, g.Logs, options.SummariesMisrate / groups.Count / looks, options)).ToArray();
    }

    private static LogCentre[] Logs(IEnumerable<CompileTimeComparison> comparisons) => comparisons.Select(c => c.Log!.Value).ToArray();

    private static ComparisonSummary Summarise(string settings, ComparisonMetric metric, LogCentre[] logs, double misrate, ComparisonOptions options)
    {
        LogCentre mean = LogCentre.Mean(logs);
        Bounds? bounds = mean.LogBounds(misrate);
        ChangeVerdict verdict = ChangeJudge.Judge(metric, mean.Value, bounds, options.Threshold);
        return new ComparisonSummary(settings, metric, Math.Exp(mean.Value), bounds?.Exp(), verdict, logs.Length);
    }
}
