using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Comparisons;

/// <summary>A forest plot a metric: summaries first, then the cases that differ most, each with its bounds beside the band of what does not matter.</summary>
public static class ComparisonCharts
{
    private const int MostCases = 40;

    // Longer than any name of the catalog.
    private const int LongestModule = 60;

    /// <summary>The charts, named <c>duel-wall</c> and so on; none for a metric without any ratio.</summary>
    public static IReadOnlyList<RowChart> FromDocument(ComparisonDocument document) => [.. document.Metrics.Select(m => ForMetric(document, m)).OfType<RowChart>()];

    private static RowChart? ForMetric(ComparisonDocument document, ComparisonMetric metric)
    {
        var cases = document.Comparisons.Where(c => c.Metric == metric && c.Ratio is not null).ToList();
        if (cases.Count == 0)
        {
            return null;
        }

        var threshold = document.ThresholdOf(metric);
        var shown = cases.OrderByDescending(Distance).Take(MostCases).OrderByDescending(c => c.Ratio).ToList();
        var hidden = cases.Count - shown.Count;
        var rest = hidden == 0 ? "" : $" The {MostCases} cases furthest from 1 are shown; {hidden} lie closer.";
        var isMemory = metric == ComparisonMetric.Memory;
        var words = ComparisonWords.ForMetric(metric);
        return new RowChart
        {
            Name = $"compare-{ComparisonWords.Name(metric)}",
            Title = $"{char.ToUpperInvariant(words[0])}{words[1..]}: Wasmtime {document.Candidate} against {document.Baseline}",
            Subtitle = $"The first divided by the second. Bounds: all of them hold at once in {PercentText.Format(1 - document.SuiteMisrate)} of such comparisons. "
                + $"Grey band: ± {PercentText.Format(threshold)}, too little to matter.{rest}",
            Caption = document.Caption,
            X = new ChartAxis($"{words}, {document.Candidate} / {document.Baseline} (log scale)", AxisQuantity.Ratio, IsLogarithmic: true),
            Reference = 1,
            RelevanceBand = new ValueRange(1 / (1 + threshold), 1 + threshold),
            LeftMeans = isMemory ? "smaller" : "faster",
            RightMeans = isMemory ? "larger" : "slower",
            Rows = [.. document.Summaries.Where(s => s.Metric == metric).Select(Row), .. shown.Select(Row)],
        };
    }

    // How far a ratio surely lies from 1; without bounds it is not sure at all.
    private static double Distance(CompileTimeComparison comparison) => comparison.Bounds switch
    {
        { Lower: > 1 and var lower } => Math.Log(lower),
        { Upper: < 1 and var upper } => -Math.Log(upper),
        _ => Math.Abs(Math.Log(comparison.Ratio!.Value)) * 1e-3,
    };

    private static ChartRow Row(ComparisonSummary s) =>
        Row($"{ComparisonWords.ForSettings(s)}, {RunCaption.Count(s.CaseCount, "case")}", s.Settings, s.Ratio, s.Bounds) with { IsSummary = true };

    private static ChartRow Row(CompileTimeComparison c) => Row($"{ComparisonWords.ForModule(PlainText.Cut(c.Case.Module, LongestModule), c.Case.Operation)}, {c.Case.Settings}", c.Case.Settings, c.Ratio!.Value, c.Bounds);

    private static ChartRow Row(string label, string settings, double ratio, Bounds? bounds) => new(label)
    {
        Series = settings,
        Estimate = ratio,
        Bounds = ComparisonWords.Telling(ratio, bounds) is { } b ? new ValueRange(b.Lower, b.Upper) : null,
        Words = ComparisonWords.Ratio(ratio, bounds),
    };
}
