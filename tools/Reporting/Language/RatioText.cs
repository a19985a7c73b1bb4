using System.Globalization;
using CompileBench.Analysis.Timing;

namespace CompileBench.Reporting.Language;

/// <summary>Ratios for people. A ratio and its bounds are written with the same number of decimals, as many as the bounds justify.</summary>
public static class RatioText
{
    /// <summary><c>2.15x</c>; <c>n/a</c> where there is no ratio.</summary>
    public static string Format(double? ratio) =>
        ratio is { } value && double.IsFinite(value) && value > 0 ? Write(value, DecimalsFor(value)) : NotAvailable.Text;

    /// <summary><c>2.1x (1.8x to 2.4x)</c>; without bounds just the ratio; <c>n/a</c> where there is none.</summary>
    public static string Format(double? ratio, double? lower, double? upper)
    {
        if (ratio is not { } value || lower is not { } low || upper is not { } high || !(low > 0) || !double.IsFinite(high) || !(value > 0))
        {
            return Format(ratio);
        }

        var decimals = DecimalsFor(value, (high - low) / 2);
        return $"{Write(value, decimals)} ({Write(low, decimals)} to {Write(high, decimals)})";
    }

    /// <summary><c>2.1x (1.8x to 2.4x)</c>; without bounds <c>2.10x (no bounds)</c>, so that no bare figure looks certain; <c>n/a</c> where there is no ratio.</summary>
    public static string WithBounds(double? ratio, Bounds? bounds)
    {
        var text = Format(ratio, bounds?.Lower, bounds?.Upper);
        return bounds is not null || text == NotAvailable.Text ? text : $"{text} (no bounds)";
    }

    private static string Write(double value, int decimals) => value.ToString("F" + decimals, CultureInfo.InvariantCulture) + "x";

    private static int DecimalsFor(double value) => value switch { >= 100 => 0, >= 10 => 1, >= 0.1 => 2, _ => 3 };

    // One digit of the half-width is information, a second is noise; but close to 1 it matters on which side a bound lies.
    private static int DecimalsFor(double value, double halfWidth) => halfWidth switch
    {
        >= 1 when value >= 10 => 0,
        >= 0.1 when value >= 2 => 1,
        >= 0.01 => 2,
        _ => 3,
    };
}
