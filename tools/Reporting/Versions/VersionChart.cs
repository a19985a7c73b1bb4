using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Text;

namespace CompileBench.Reporting.Versions;

/// <summary>A forest plot of two engines: summaries first, then the cases that differ most, with bounds and the band of what does not matter.</summary>
public static class VersionChart
{
    private const int MostCases = 40;

    // The setting's name behind it has to fit as well.
    private const int LongestModule = 24;

    /// <summary>The chart.</summary>
    /// <param name="comparison">What is compared.</param>
    /// <param name="threshold">The smallest relevant change as a share: 0.02 is 2%.</param>
    /// <param name="caption">Where the figures come from.</param>
    /// <param name="name">The stem of the chart's files.</param>
    public static RowChart Of(VersionComparison comparison, double threshold, string caption, string name)
    {
        var shown = comparison.Cases.OrderByDescending(Distance).Take(MostCases).OrderByDescending(c => c.Ratio).ToList();
        var hidden = comparison.Cases.Count - shown.Count;
        var rest = hidden == 0 ? "" : $" The {MostCases} cases furthest from 1 are shown; {hidden} lie closer.";
        return new RowChart
        {
            Name = name,
            Title = $"Wasmtime {comparison.Candidate} against {comparison.Baseline}",
            Subtitle = $"Compile time of the first divided by that of the second, with 95% bounds; the grey band is ± {PercentText.Format(threshold)}, too little to matter.{rest}",
            Caption = caption,
            X = new ChartAxis($"Compile time, {comparison.Candidate} / {comparison.Baseline} (log scale)", AxisQuantity.Ratio, IsLogarithmic: true),
            Reference = 1,
            RelevanceBand = new ValueRange(1 / (1 + threshold), 1 + threshold),
            LeftMeans = "faster",
            RightMeans = "slower",
            Rows = [.. comparison.Summaries.Concat(shown).Select(Row)],
        };
    }

    // How far a ratio surely lies from 1; without bounds it is not sure at all.
    private static double Distance(VersionRatio ratio) => ratio.Bounds switch
    {
        { Lower: > 1 and var lower } => Math.Log(lower),
        { Upper: < 1 and var upper } => -Math.Log(upper),
        _ => Math.Abs(Math.Log(ratio.Ratio)) * 1e-3,
    };

    private static ChartRow Row(VersionRatio ratio) => new(ratio.IsSummary ? ratio.Label : $"{PlainText.Cut(ratio.Label, LongestModule)}, {ratio.Settings}")
    {
        Series = ratio.Settings,
        Estimate = ratio.Ratio,
        Bounds = ratio.Bounds is { } b ? new ValueRange(b.Lower, b.Upper) : null,
        Words = RatioText.Format(ratio.Ratio, ratio.Bounds?.Lower, ratio.Bounds?.Upper),
        IsSummary = ratio.IsSummary,
    };
}
