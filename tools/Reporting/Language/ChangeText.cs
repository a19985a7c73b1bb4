using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Timing;

namespace CompileBench.Reporting.Language;

/// <summary>The words for a change by a ratio, with two significant digits.</summary>
internal static class ChangeText
{
    private const int MostDigits = 5;

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
            return Apart(digits => $"{Significant.Format(bounds.Lower, digits)}x", digits => $"{Significant.Format(bounds.Upper, digits)}x");
        }

        if (bounds.Lower < 1 && bounds.Upper > 1)
        {
            return $"{Signed(bounds.Lower)} to {Signed(bounds.Upper)}";
        }

        (double small, double large) = bounds.Lower >= 1 ? (bounds.Lower, bounds.Upper) : (bounds.Upper, bounds.Lower);
        return Apart(digits => Percent(small, digits), digits => Percent(large, digits));
    }

    // "60% to 60%" reads as a mistake: narrow bounds get as many digits as tell them apart.
    private static string Apart(Func<int, string> lower, Func<int, string> upper)
    {
        for (var digits = 2; digits < MostDigits; digits++)
        {
            if (lower(digits) != upper(digits))
            {
                return $"{lower(digits)} to {upper(digits)}";
            }
        }

        return lower(MostDigits);
    }

    /// <summary><c>+3.1%</c>, <c>-42%</c>.</summary>
    internal static string Signed(double ratio) => (ratio < 1 ? "-" : "+") + Percent(ratio);

    /// <summary>True where a change is put as a factor instead of a percentage.</summary>
    internal static bool IsFactor(double ratio) => ratio is >= 2 or <= 0.5;

    /// <summary>Two significant digits without an exponent.</summary>
    internal static string Digits(double value) => Significant.Format(value, 2);

    private static string Percent(double ratio, int digits = 2) => Significant.Format(Math.Abs(ratio - 1) * 100, digits) + "%";
}
