using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Comparison;

/// <summary>The geometric mean of the ratios of several cases. Each case counts once, and the mean speaks for exactly these cases.</summary>
/// <param name="Settings">The name of the settings, or <see cref="Overall"/>.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Ratio">Geometric mean of candidate over baseline.</param>
/// <param name="Bounds">Its bounds, which hold at once for all summaries of the suite.</param>
/// <param name="Verdict">The verdict on the mean.</param>
/// <param name="CaseCount">The number of cases in it: those whose uncertainty is known.</param>
public sealed record ComparisonSummary(
    string Settings, ComparisonMetric Metric, double Ratio, Bounds? Bounds, ChangeVerdict Verdict, int CaseCount)
{
    /// <summary>The operation of its cases.</summary>
    public string Operation { get; init; } = OperationNames.Compile;

    /// <summary>The name of the summary over all settings of Cranelift (<see cref="SettingNames.IsAveraged"/>).</summary>
    public const string Overall = "all";

    /// <summary>
    /// Makes one summary per metric, operation and setting, in order of appearance but with compiles first, then one over the settings of Cranelift where
    /// there are several. Two operations of one module are different quantities and never meet in one mean.
    /// </summary>
    /// <param name="comparisons">The cases.</param>
    /// <param name="options">Misrate and threshold; the part of the misrate for summaries is divided among them.</param>
    public static IReadOnlyList<ComparisonSummary> ForSettings(
        IReadOnlyList<CompileTimeComparison> comparisons, ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        ArgumentNullException.ThrowIfNull(options);
        var groups = new List<(ComparisonMetric Metric, string Operation, string Settings, LogCentre[] Logs)>();
        foreach (var part in comparisons.Where(c => c.Log?.Variance is not null).GroupBy(c => c.Metric)
            .SelectMany(m => m.GroupBy(c => (Metric: m.Key, c.Case.Operation)).OrderBy(g => g.Key.Operation != OperationNames.Compile)))
        {
            var settings = part.GroupBy(c => c.Case.Settings).ToArray();
            groups.AddRange(settings.Select(g => (part.Key.Metric, part.Key.Operation, g.Key, Logs(g))));
            var averaged = settings.Where(g => SettingNames.IsAveraged(g.Key)).ToArray();
            if (averaged.Length > 1)
            {
                groups.Add((part.Key.Metric, part.Key.Operation, Overall, Logs(averaged.SelectMany(g => g))));
            }
        }

        return groups.Select(g => Summarise(g.Settings, g.Metric, g.Logs, options.SummariesMisrate / groups.Count, options) with { Operation = g.Operation }).ToArray();
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
