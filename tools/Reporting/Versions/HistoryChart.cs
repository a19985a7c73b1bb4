using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Runs;
using CompileBench.Reporting.Text;

namespace CompileBench.Reporting.Versions;

/// <summary>Several runs over time: each setting's geometric mean relative to the first run, and where it changed.</summary>
public static class HistoryChart
{
    /// <summary>The chart.</summary>
    /// <param name="steps">The runs' parts in order, each with its label.</param>
    /// <param name="threshold">The smallest relevant change as a share.</param>
    /// <param name="settingsOrder">The order of settings; those not named follow by name.</param>
    /// <param name="caption">Where the figures come from.</param>
    /// <param name="name">The stem of the chart's files.</param>
    /// <returns>Null for fewer than two steps that share a case.</returns>
    public static PlaneChart? Of(IReadOnlyList<HistoryStep> steps, double threshold, IReadOnlyList<string> settingsOrder, string caption, string name)
    {
        // A module that is missing somewhere would move the mean by its absence.
        var common = steps.Select(s => s.Cases).Aggregate((a, b) => [.. a.Intersect(b)]);
        if (steps.Count < 2 || common.Count == 0)
        {
            return null;
        }

        var kept = steps.Select(s => s with { Records = [.. s.Records.Where(r => common.Contains((r.Module, r.Settings)))] }).ToList();
        var settings = common.Select(c => c.Settings).Distinct(StringComparer.Ordinal).OrderBy(s => SettingsRank.Of(settingsOrder, s)).ThenBy(s => s, StringComparer.Ordinal);
        return new PlaneChart
        {
            Name = name,
            Title = "Compile time over runs",
            Subtitle = $"Geometric mean over {RunCaption.Count(common.Select(c => c.Module).Distinct().Count(), "module")} measured in every run, relative to the first run. "
                + $"Ringed: surely more than {PercentText.Format(threshold)} away from the run before.",
            Caption = caption,
            X = new ChartAxis("Run", AxisQuantity.Category, IsLogarithmic: false) { Categories = [.. steps.Select(s => s.Label)] },
            Y = new ChartAxis("Compile time relative to the first run (log scale)", AxisQuantity.Ratio, IsLogarithmic: true),
            MarkedMeans = "changed since the run before",
            Lines = [new ReferenceLine(ReferenceKind.Horizontal, 1, "")],
            Series = [.. settings.Select(s => Series(kept, s, threshold))],
            HasDirectLabels = false,
        };
    }

    private static ChartSeries Series(List<HistoryStep> steps, string settings, double threshold)
    {
        var points = new List<ChartPoint>();
        for (var i = 0; i < steps.Count; i++)
        {
            var sinceFirst = Summary(steps[0], steps[i], settings);
            var sinceBefore = i == 0 ? null : Summary(steps[i - 1], steps[i], settings);
            var isChange = sinceBefore?.Bounds is { } b && (b.Lower > 1 + threshold || b.Upper < 1 / (1 + threshold));
            points.Add(new ChartPoint(
                steps[i].Label, i, i == 0 ? 1 : sinceFirst?.Ratio, isChange ? PointState.Marked : PointState.Measured,
                i == 0 ? null : sinceFirst?.Bounds?.Lower, i == 0 ? null : sinceFirst?.Bounds?.Upper));
        }

        return new ChartSeries(settings, points) { IsConnected = true, Detail = $"now {RatioText.Format(points[^1].Y)} of the first run" };
    }

    private static VersionRatio? Summary(HistoryStep from, HistoryStep to, string settings) =>
        VersionComparison.Of(from.Label, from.Records.Where(r => r.Settings == settings), to.Label, to.Records.Where(r => r.Settings == settings), [])?.Summaries[0];
}
