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
        if (IsOpenForSimilar(summary))
        {
            return $"{summary.Settings} takes {WithoutDirection(summary.Ratio, summary.Bounds)} of {baseline}'s time on {modules}: {Directions(summary)}";
        }

        if (IsOpenForThese(summary))
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

    /// <summary>The same in a few words, for a chart: <c>2.1x faster (1.8x to 2.4x)</c>, or without a direction <c>0.64x (0.32x to 1.27x), not clear</c>.</summary>
    /// <param name="summary">The setting over its modules.</param>
    public static string Label(SettingSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        var bounds = BoundsFor(summary);
        return IsOpenForSimilar(summary) ? WithoutDirection(summary.Ratio, bounds)
            : IsOpenForThese(summary) ? $"{RatioText.WithBounds(summary.Ratio, bounds)}, not clear"
            : SpeedText.Format(summary.Ratio, bounds?.Lower, bounds?.Upper);
    }

    /// <summary>The bounds that the claim rests on: those for similar modules, unless it is not even clear for exactly these; null where there are none.</summary>
    /// <param name="summary">The setting over its modules.</param>
    public static Bounds? BoundsFor(SettingSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return !IsOpenForSimilar(summary) && IsOpenForThese(summary) ? summary.MeasurementBounds : summary.Bounds ?? summary.MeasurementBounds;
    }

    private static bool IsOpenForSimilar(SettingSummary summary) => summary.Bounds is { } bounds && bounds.Contains(1);

    // What is not clear for exactly these modules is not claimed of similar ones.
    private static bool IsOpenForThese(SettingSummary summary) => summary.MeasurementBounds is { } known ? known.Contains(1) : summary.Bounds is null;

    // Bounds that are wider than the ratio itself say no more than that it is not known.
    private static string WithoutDirection(double ratio, Bounds? bounds) =>
        bounds is not { } b || b.Upper > 2 * ratio ? RatioText.Format(ratio) : RatioText.Format(ratio, b.Lower, b.Upper);

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
