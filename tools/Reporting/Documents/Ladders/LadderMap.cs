using CompileBench.Analysis.Scaling.Growth;
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
    public static HeatMapChart? FromLaws(IReadOnlyList<LadderLaw> laws, LadderMeasure measure, string caption, string name)
    {
        if (!laws.Any(l => measure.Growth(l).Deciding is not null))
        {
            return null;
        }

        var settings = laws.GroupBy(l => l.Shape).MaxBy(g => g.Count())!.Select(l => l.Settings)
            .Concat(laws.Select(l => l.Settings)).Distinct(StringComparer.Ordinal).ToList();
        return new HeatMapChart
        {
            Name = name,
            Title = $"How {measure.Title.ToLowerInvariant()} grows with each shape, Wasmtime {laws[0].Engine}",
            Subtitle = "The exponent k in cost ~ size^k that decides the verdict, steepest shapes first: at 1 twice the size costs twice as much, at 2 four times.",
            Caption = caption,
            Columns = settings,
            Rows =
            [
                .. laws.GroupBy(l => l.Shape, StringComparer.Ordinal)
                    .OrderByDescending(g => g.Max(l => LadderWords.Steepness(measure.Growth(l)) ?? double.MinValue))
                    .ThenBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => new HeatMapRow(g.Key, [.. settings.Select(s => Cell(g.FirstOrDefault(l => l.Settings == s), measure))])),
            ],
            ScaleTitle = "exponent k",
            ScaleLow = 1,
            ScaleHigh = 2,
            Notes =
            [
                $"Bold: superlinear, the lower bound is above {LadderLaw.Judging.SuperlinearLine:0.00}. Plain: at most mild, the upper bound is below {LadderLaw.Judging.MildLine:0.00}.",
                "With a question mark: open. exp: exponential, the cost doubles with every further step of the size.",
            ],
        };
    }

    private static HeatMapCell Cell(LadderLaw? law, LadderMeasure measure)
    {
        if (law is null)
        {
            return new HeatMapCell(null, "");
        }

        var growth = measure.Growth(law);
        if (growth.Exponential is not null)
        {
            return new HeatMapCell(LadderWords.Steepness(growth), "exp", true);
        }

        if (growth.Deciding is { } k)
        {
            var text = $"{k.Value:0.00}{(growth.Verdict == GrowthVerdict.Open ? "?" : "")}";
            return new HeatMapCell(k.Value, text, growth.Verdict == GrowthVerdict.Superlinear);
        }

        var hasValues = growth.Points.Any(p => p.Value is not null);
        return new HeatMapCell(null, hasValues ? "too few" : law.Outcomes.Count > 0 ? CaseText.Outcome(law.Outcomes[0]) : NotAvailable.Text);
    }
}
