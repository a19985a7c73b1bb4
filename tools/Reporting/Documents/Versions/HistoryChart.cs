using CompileBench.Analysis.History;
using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Versions;

/// <summary>Several runs over time: each setting's geometric mean relative to the first run, and where the level of a case changed.</summary>
public static class HistoryChart
{
    /// <summary>The chart, which is about compiles alone.</summary>
    /// <param name="steps">The runs' parts in order, each with its label.</param>
    /// <param name="history">The cases' levels over the same steps.</param>
    /// <param name="settingsOrder">The order of settings; those not named follow by name.</param>
    /// <param name="caption">Where the figures come from.</param>
    /// <param name="name">The stem of the chart's files.</param>
    /// <returns>Null for fewer than two steps that share a case.</returns>
    public static PlaneChart? FromSteps(IReadOnlyList<HistoryStep> steps, RunHistory history, IReadOnlyList<string> settingsOrder, string caption, string name)
    {
        history = history with { Cases = [.. history.Cases.Where(c => ComparisonWords.IsCompile(c.Case.Operation))] };
        // A module that is missing somewhere would move the mean by its absence.
        var common = steps.Select(s => s.Cases).Aggregate((a, b) => [.. a.Intersect(b)]);
        if (steps.Count < 2 || common.Count == 0)
        {
            return null;
        }

        var settings = common.Select(c => c.Settings).Distinct(StringComparer.Ordinal).OrderBy(s => SettingNames.RankIn(settingsOrder, s)).ThenBy(s => s, StringComparer.Ordinal);
        var times = steps.Select(step => step.Compiles.Where(r => common.Contains((r.Module, r.Settings)))
            .GroupBy(r => (r.Module, r.Settings)).ToDictionary(g => g.Key, g => TimeEstimate.From(g.Last()))).ToList();
        return new PlaneChart
        {
            Name = name,
            Title = "Compile time over runs",
            Subtitle = $"Geometric mean over {RunCaption.Count(common.Select(c => c.Module).Distinct().Count(), "module")} measured in every run, relative to the first run. "
                + ChangesText(steps.Count, history),
            Caption = caption,
            X = new ChartAxis("Run", AxisQuantity.Category, IsLogarithmic: false) { Categories = [.. steps.Select(s => s.Label)] },
            Y = new ChartAxis("Compile time relative to the first run (log scale)", AxisQuantity.Ratio, IsLogarithmic: true),
            MarkedMeans = "a case changed here",
            Lines = [new ReferenceLine(ReferenceKind.Horizontal, 1, "")],
            Series = [.. settings.Select(s => Series(steps, times, s, ChangesOf(history, s)))],
            HasDirectLabels = false,
        };
    }

    private static string ChangesText(int runs, RunHistory history) => (runs, history.Cases.Any(c => c.Changes.Count > 0)) switch
    {
        ( < RunHistory.FewestRuns, _) => $"Changes are looked for from {RunHistory.FewestRuns} runs on.",
        (_, false) => "No case changed its level.",
        _ => "Ring: the first run in which a case is at a new level.",
    };

    private static HashSet<int> ChangesOf(RunHistory history, string settings) =>
        [.. history.Cases.Where(c => c.Case.Settings == settings).SelectMany(c => c.Changes).Select(c => c.FirstRun)];

    private static ChartSeries Series(
        IReadOnlyList<HistoryStep> steps, List<Dictionary<(string Module, string Settings), TimeEstimate?>> times, string settings, HashSet<int> changes)
    {
        var points = new List<ChartPoint>();
        for (var i = 0; i < steps.Count; i++)
        {
            var mean = i == 0 ? null : Mean(times[0], times[i], settings);
            points.Add(new ChartPoint(
                steps[i].Label, i, i == 0 ? 1 : mean?.Ratio, changes.Contains(i) ? PointState.Marked : PointState.Measured,
                mean?.MeasurementBounds?.Lower, mean?.MeasurementBounds?.Upper));
        }

        return new ChartSeries(settings, points) { IsConnected = true, Detail = $"now {RatioText.Format(points[^1].Y)} of the first run" };
    }

    private static SettingSummary? Mean(
        Dictionary<(string Module, string Settings), TimeEstimate?> first, Dictionary<(string Module, string Settings), TimeEstimate?> other, string settings) =>
        SettingSummary.FromRatios(settings, [.. other.Where(o => o.Key.Settings == settings && o.Value is not null && first[o.Key] is not null)
            .Select(o => new ModuleRatio(o.Key.Module, RatioEstimate.Between(o.Value!, first[o.Key]!)))]);
}
