using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Versions;

/// <summary>A forest plot of two engines: summaries first, then the cases that differ most, with bounds and the band of what does not matter.</summary>
public static class VersionChart
{
    private const int MostCases = 40;

    // Longer than any name of the catalog.
    private const int LongestModule = 60;

    /// <summary>The chart; null where no case has a ratio.</summary>
    /// <param name="comparison">What is compared.</param>
    /// <param name="caption">Where the figures come from.</param>
    /// <param name="name">The stem of the chart's files.</param>
    public static RowChart? FromComparison(VersionComparison comparison, string caption, string name)
    {
        var threshold = comparison.Options.Threshold;
        var cases = comparison.Cases.Where(c => c.Ratio is not null).ToList();
        if (cases.Count == 0)
        {
            return null;
        }

        var shown = cases.OrderByDescending(Distance).Take(MostCases).OrderByDescending(c => c.Ratio).ToList();
        var hidden = cases.Count - shown.Count;
        var rest = hidden == 0 ? "" : $" The {MostCases} cases furthest from 1 are shown; {hidden} lie closer.";
        return new RowChart
        {
            Name = name,
            Title = $"Wasmtime {comparison.Candidate} against {comparison.Baseline}",
            Subtitle = $"Compile time of the first divided by that of the second. {Bounds(comparison)} Grey band: ± {PercentText.Format(threshold)}, too little to matter.{rest}",
            Caption = caption,
            X = new ChartAxis($"Compile time, {comparison.Candidate} / {comparison.Baseline} (log scale)", AxisQuantity.Ratio, IsLogarithmic: true),
            Reference = 1,
            RelevanceBand = new ValueRange(1 / (1 + threshold), 1 + threshold),
            LeftMeans = "faster",
            RightMeans = "slower",
            Rows = [.. comparison.Summaries.Select(Row), .. shown.Select(Row)],
        };
    }

    /// <summary>What the bounds of a comparison promise, as a sentence.</summary>
    internal static string Bounds(VersionComparison comparison) => comparison.Cases.Any(c => c.Bounds is not null)
        ? $"Bounds: all of them hold at once in {PercentText.Format(1 - comparison.Options.SuiteMisrate)} of such comparisons."
        : "No bounds: one process a side, or different hosts.";

    // How far a ratio surely lies from 1; without bounds it is not sure at all.
    private static double Distance(CompileTimeComparison comparison) => comparison.Bounds switch
    {
        { Lower: > 1 and var lower } => Math.Log(lower),
        { Upper: < 1 and var upper } => -Math.Log(upper),
        _ => Math.Abs(Math.Log(comparison.Ratio!.Value)) * 1e-3,
    };

    private static ChartRow Row(ComparisonSummary summary) => Row($"{summary.Settings}, {RunCaption.Count(summary.CaseCount, "case")}", summary.Settings, summary.Ratio, summary.Bounds) with { IsSummary = true };

    private static ChartRow Row(CompileTimeComparison c) => Row($"{PlainText.Cut(c.Case.Module, LongestModule)}, {c.Case.Settings}", c.Case.Settings, c.Ratio!.Value, c.Bounds);

    private static ChartRow Row(string label, string settings, double ratio, Bounds? bounds) => new(label)
    {
        Series = settings,
        Estimate = ratio,
        Bounds = bounds is { } b ? new ValueRange(b.Lower, b.Upper) : null,
        Words = RatioText.WithBounds(ratio, bounds),
    };
}
