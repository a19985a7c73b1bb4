namespace CompileBench.Reporting.Language;

/// <summary>A ratio of times in words: nobody reads "0.48x" as quickly as "2.1x faster".</summary>
public static class SpeedText
{
    /// <summary><c>2.1x faster (1.8x to 2.4x)</c>, <c>1.3x slower (…)</c>; where the interval holds 1 no direction, <c>1.02x (0.98x to 1.06x)</c>, and without bounds <c>1.30x (no bounds)</c>.</summary>
    /// <param name="timeRatio">Time divided by the baseline's time.</param>
    /// <param name="lower">Lower bound of the ratio; null where there is none.</param>
    /// <param name="upper">Upper bound of the ratio; null where there is none.</param>
    public static string Format(double timeRatio, double? lower, double? upper)
    {
        if (timeRatio > 0 && (lower is null || upper is null))
        {
            return RatioText.WithBounds(timeRatio, null);
        }

        if (!(timeRatio > 0) || (lower <= 1 && upper >= 1))
        {
            return RatioText.Format(timeRatio, lower, upper);
        }

        var (ratio, low, high, word) = timeRatio < 1
            ? (1 / timeRatio, 1 / upper, 1 / lower, "faster")
            : (timeRatio, lower, upper, "slower");
        var text = RatioText.Format(ratio, low, high);
        var bounds = text.IndexOf(' ', StringComparison.Ordinal);
        return bounds < 0 ? $"{text} {word}" : $"{text[..bounds]} {word}{text[bounds..]}";
    }
}
