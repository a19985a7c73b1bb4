using System.Globalization;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Timing;

namespace CompileBench.Reporting.Language;

/// <summary>A ratio in the words people use for a change, to two significant digits.</summary>
internal static class ChangeText
{
    /// <summary>
    /// What an engine takes: <c>3.1% more wall time</c>, <c>42% less wall time</c>, <c>15% fewer instructions</c>; from a doubling or halving on
    /// <c>2.4x the wall time</c>, <c>0.42x the wall time</c>.
    /// </summary>
    internal static string Taking(double ratio, string quantity) => IsFactor(ratio)
        ? $"{Significant(ratio)}x the {quantity}"
        : $"{Percent(ratio)} {(ratio > 1 ? "more" : quantity == ComparisonWords.ForMetric(ComparisonMetric.Instructions) ? "fewer" : "less")} {quantity}";

    /// <summary>The bounds of a change in the words of its ratio: <c>1.9% to 4.3%</c>, <c>2.2x to 2.6x</c>; where they reach over "no change"
    /// with signs, <c>-0.4% to +1.2%</c>.</summary>
    internal static string Range(Bounds bounds, double ratio)
    {
        if (IsFactor(ratio))
        {
            return $"{Significant(bounds.Lower)}x to {Significant(bounds.Upper)}x";
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

    private static string Percent(double ratio) => Significant(Math.Abs(ratio - 1) * 100) + "%";

    /// <summary>Two significant digits, never in exponent form: 0.042, 0.31, 3.1, 42, 310.</summary>
    internal static string Significant(double value)
    {
        if (!(value > 0) || double.IsInfinity(value))
        {
            return value.ToString("0", CultureInfo.InvariantCulture);
        }

        double step = Math.Pow(10, Math.Floor(Math.Log10(value)) - 1);
        double rounded = Math.Round(value / step) * step;
        int decimals = Math.Max(0, 1 - (int)Math.Floor(Math.Log10(rounded * 1.0000001)));
        return rounded.ToString("F" + decimals, CultureInfo.InvariantCulture);
    }
}
