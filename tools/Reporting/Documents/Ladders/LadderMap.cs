using CompileBench.Analysis.Scaling;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>All shapes and settings at a glance: how steeply each grows, and how sure that is.</summary>
public static class LadderMap
{
    /// <summary>The overview of one engine.</summary>
    /// <param name="laws">Its laws.</param>
    /// <param name="measure">Time or memory.</param>
    /// <param name="caption">Where the figures come from.</param>
    /// <param name="name">The stem of the chart's files.</param>
    /// <returns>Null where no law has an exponent.</returns>
    public static HeatMapChart? Of(IReadOnlyList<LadderLaw> laws, LadderMeasure measure, string caption, string name)
    {
        if (!laws.Any(l => measure.Fit(l).Exponent is not null))
        {
            return null;
        }

        var settings = laws.GroupBy(l => l.Shape).MaxBy(g => g.Count())!.Select(l => l.Settings)
            .Concat(laws.Select(l => l.Settings)).Distinct(StringComparer.Ordinal).ToList();
        return new HeatMapChart
        {
            Name = name,
            Title = $"How {measure.Title.ToLowerInvariant()} grows with each shape, Wasmtime {laws[0].Engine}",
            Subtitle = "The exponent k in cost ~ size^k, steepest shapes first: at 1 twice the size costs twice as much, at 2 four times.",
            Caption = caption,
            Columns = settings,
            Rows =
            [
                .. laws.GroupBy(l => l.Shape, StringComparer.Ordinal)
                    .OrderByDescending(g => g.Max(l => measure.Fit(l).Exponent?.Value ?? double.MinValue))
                    .ThenBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new HeatMapRow(g.Key, [.. settings.Select(s => Cell(g.FirstOrDefault(l => l.Settings == s), measure))])),
            ],
            ScaleTitle = "exponent k",
            ScaleLow = 1,
            ScaleHigh = 2,
            Notes = ["Bold: superlinear, the bounds leave no doubt. Plain: linear. With a question mark: the data leave it open."],
        };
    }

    private static HeatMapCell Cell(LadderLaw? law, LadderMeasure measure)
    {
        if (law is null)
        {
            return new HeatMapCell(null, "");
        }

        var fit = measure.Fit(law);
        if (fit.Exponent is { } k)
        {
            var text = $"{k.Value:0.00}{(fit.Verdict == ScalingVerdict.Inconclusive ? "?" : "")}";
            return new HeatMapCell(k.Value, text, fit.Verdict == ScalingVerdict.Superlinear);
        }

        var hasValues = fit.Points.Any(p => p.Value is not null);
        return new HeatMapCell(null, hasValues ? "too few" : law.Outcomes.Count > 0 ? CaseText.Outcome(law.Outcomes[0]) : NotAvailable.Text);
    }
}
