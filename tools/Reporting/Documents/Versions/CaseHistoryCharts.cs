using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.History;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Versions;

/// <summary>One chart per module, setting and metric: its value in every run, the levels found, and where it changed.</summary>
public static class CaseHistoryCharts
{
    // One run has no history.
    private const int FewestPoints = 2;

    /// <summary>The charts, those with the largest change first. A case that is in one run only has none.</summary>
    /// <param name="steps">The runs.</param>
    /// <param name="history">What was found in them.</param>
    public static IReadOnlyList<Chart> FromHistory(IReadOnlyList<HistoryStep> steps, RunHistory history)
    {
        var caption = Caption(steps);
        return ChartNames.MakeUnique(history.Cases
            .Where(c => c.Points.Count >= FewestPoints)
            .OrderByDescending(c => c.Changes.Select(change => Math.Abs(Math.Log(change.Ratio))).DefaultIfEmpty(0).Max())
            .Select(c => ForCase(c, history.Runs, caption)));
    }

    /// <summary>Where the figures of a history come from.</summary>
    public static string Caption(IReadOnlyList<HistoryStep> steps)
    {
        var hosts = steps.Select(s => s.Host).Distinct(StringComparer.Ordinal).ToList();
        return $"{RunCaption.Count(steps.Count, "run")}, {steps[0].Label} to {steps[^1].Label} · {hosts[0]}{(hosts.Count > 1 ? $" and {RunCaption.Count(hosts.Count - 1, "other host")}" : "")}";
    }

    private static PlaneChart ForCase(CaseHistory history, IReadOnlyList<string> runs, string caption)
    {
        var changed = history.Changes.Select(c => c.FirstRun).ToHashSet();
        var points = history.Points.Select(p => new ChartPoint(runs[p.Run], p.Run, p.Value, changed.Contains(p.Run) ? PointState.Marked : PointState.Measured));
        var levels = history.Levels.SelectMany(l => new[] { new CurvePoint(l.FirstRun, l.Centre), new CurvePoint(l.LastRun, l.Centre) });
        var words = ComparisonWords.ForMetric(history.Metric);
        var isCompile = ComparisonWords.IsCompile(history.Case.Operation);
        var run = isCompile ? "compile" : "execution";
        return new PlaneChart
        {
            Name = $"{FileNameText.FromText(history.Case.Module)}{(isCompile ? "" : "-" + history.Case.Operation)}-{FileNameText.FromText(history.Case.Settings)}-{ComparisonWords.Name(history.Metric)}",
            Title = $"{ComparisonWords.ForModule(PlainText.Cut(history.Case.Module, 40), history.Case.Operation)} under {history.Case.Settings}: {words} over runs",
            Subtitle = Words(history, runs),
            Caption = caption,
            X = new ChartAxis("Run", AxisQuantity.Category, IsLogarithmic: false) { Categories = runs },
            Y = history.Metric == ComparisonMetric.Memory
                ? new ChartAxis($"Peak memory of one {run} (log scale)", AxisQuantity.Bytes, IsLogarithmic: true)
                : new ChartAxis($"{char.ToUpperInvariant(words[0])}{words[1..]} of one {run} (log scale)", AxisQuantity.Time, IsLogarithmic: true),
            MarkedMeans = "first run at a new level",
            Series = [new ChartSeries(history.Case.Settings, [.. points]) { Curve = [.. levels] }],
            HasDirectLabels = false,
        };
    }

    private static string Words(CaseHistory history, IReadOnlyList<string> runs) => (history.Changes.Count, history.Points.Count) switch
    {
        (0, < RunHistory.FewestRuns) => $"Changes are looked for from {RunHistory.FewestRuns} runs on.",
        (0, _) => "No change of level.",
        _ => string.Join("; ", history.Changes.Take(3).Select(c => HistoryClaim.ForChange(history, c, runs))) + ".",
    };
}
