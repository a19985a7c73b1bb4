using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Timing;

namespace CompileBench.Reporting.Language;

/// <summary>The words for a change by a ratio, with two significant digits.</summary>
internal static class ChangeText
{
    /// <summary>
    /// What an engine takes: <c>3.1% more wall time</c>, <c>42% less wall time</c>, <c>15% fewer instructions</c>; from a doubling or halving on
    /// <c>2.4x the wall time</c>, <c>0.42x the wall time</c>.
    /// </summary>
    internal static string Taking(double ratio, ComparisonMetric metric) => IsFactor(ratio)
        ? $"{Digits(ratio)}x the {ComparisonWords.ForMetric(metric)}"
        : $"{Percent(ratio)} {(ratio > 1 ? "more" : metric.Describe().Less)} {ComparisonWords.ForMetric(metric)}";

    /// <summary>The bounds of a change in the words of its ratio: <c>1.9% to 4.3%</c>, <c>2.2x to 2.6x</c>; where they reach over "no change"
    /// with signs, <c>-0.4% to +1.2%</c>.</summary>
    internal static string Range(Bounds bounds, double ratio)
    {
        if (IsFactor(ratio))
        {
            return $"{Digits(bounds.Lower)}x to {Digits(bounds.Upper)}x";
        }

        if (bounds.Lower < 1 && bounds.Upper > 1)
        {
            return $"{Signed(bounds.Lower)} to {Signed(bounds.Upper)}";
        }

        (double small, double large) = bounds.Lower >= 1 ? (bounds.Lower, bounds.Upper) : (bounds.Upper, bounds.Lower);
        return $"{Percent(small)} to {Percent(large)}";
    }

    /// <summary><c>+3.1%</c>, <c>-42%</c>.</summary>
    internal static string Signed(double ratio) => (ratio < 1 ? "-" : "+") + Percent(ratio);

    /// <summary>True where a change is put as a factor instead of a percentage.</summary>
    internal static bool IsFactor(double ratio) => ratio is >= 2 or <= 0.5;

    /// <summary>Two significant digits without an exponent.</summary>
    internal static string Digits(double value) => Significant.Format(value, 2);

    private static string Percent(double ratio) => Digits(Math.Abs(ratio - 1) * 100) + "%";
}
