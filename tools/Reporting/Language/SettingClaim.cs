using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Timing;

namespace CompileBench.Reporting.Language;

/// <summary>What a run shows about one setting, as a sentence that its figures carry.</summary>
public static class SettingClaim
{
    /// <summary>
    /// <c>none-singlepass compiles 2.1x faster than speed-backtracking (1.8x to 2.4x for similar modules; 2.08x to 2.13x for exactly these modules)</c>.
    /// </summary>
    /// <param name="summary">The setting over its modules.</param>
    /// <param name="baseline">The settings it is compared with.</param>
    public static string ForSummary(SettingSummary summary, string baseline)
    {
        var modules = summary.ModuleCount == 1 ? "1 module" : $"{summary.ModuleCount} modules";
        if (summary.Bounds is { } bounds && bounds.Contains(1))
        {
            // Bounds that are wider than the ratio itself say no more than that it is not known.
            var ratioText = bounds.Upper > 2 * summary.Ratio ? RatioText.Format(summary.Ratio) : RatioText.Format(summary.Ratio, bounds.Lower, bounds.Upper);
            return $"{summary.Settings} takes {ratioText} of {baseline}'s time on {modules}: {Directions(summary)}";
        }

        // What is not clear for exactly these modules is not claimed of similar ones.
        if (summary.MeasurementBounds is { } known ? known.Contains(1) : summary.Bounds is null)
        {
            var range = summary.MeasurementBounds is { } m ? $"{RatioText.Format(m.Lower)} to {RatioText.Format(m.Upper)} for exactly these modules" : "too few samples for bounds";
            return $"{summary.Settings} takes {RatioText.Format(summary.Ratio)} of {baseline}'s time on {modules} ({range}): not clear whether faster or slower";
        }

        var word = summary.Ratio < 1 ? "faster" : "slower";
        var ratio = Speed(summary.Ratio, summary.Bounds ?? summary.MeasurementBounds);
        var like = summary.Bounds is { } b ? $"{Range(summary.Ratio, b)} for similar modules" : null;
        var exactly = summary.MeasurementBounds is { } e ? $"{Range(summary.Ratio, e)} for exactly these modules" : null;
        return $"{summary.Settings} compiles {ratio} {word} than {baseline} on {modules} ({string.Join("; ", new[] { like, exactly }.OfType<string>())})";
    }

    // Wide bounds do not mean that the modules disagree, only that they are too few or too different to speak for others.
    private static string Directions(SettingSummary summary) =>
        summary.Maximum.Estimate.Ratio < 1 ? "faster on each of them; for other modules the bounds are too wide"
        : summary.Minimum.Estimate.Ratio > 1 ? "slower on each of them; for other modules the bounds are too wide"
        : "faster on some, slower on others; on similar modules it may be either";

    private static string Speed(double ratio, Bounds? bounds)
    {
        var text = Inverted(ratio, bounds);
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private static string Range(double ratio, Bounds bounds)
    {
        var text = Inverted(ratio, bounds);
        return text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..].TrimEnd(')');
    }

    private static string Inverted(double ratio, Bounds? bounds) => ratio < 1
        ? RatioText.Format(1 / ratio, 1 / bounds?.Upper, 1 / bounds?.Lower)
        : RatioText.Format(ratio, bounds?.Lower, bounds?.Upper);
}
