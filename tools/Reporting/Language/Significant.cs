using System.Globalization;

namespace CompileBench.Reporting.Language;

/// <summary>Numbers cut to significant digits without an exponent, as people read them in a table.</summary>
internal static class Significant
{
    /// <summary>The number with this many significant digits; integers keep their trailing zeros, fractions do too.</summary>
    public static string Format(double value, int digits)
    {
        if (!double.IsFinite(value))
        {
            return NotAvailable.Text;
        }

        var rounded = Round(value, digits);
        return rounded.ToString("F" + DecimalsOf(rounded, digits), CultureInfo.InvariantCulture);
    }

    /// <summary>The nearest number that this many significant digits can write.</summary>
    public static double Round(double value, int digits)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value;
        }

        var scale = Math.Pow(10, digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))));
        return double.IsFinite(scale) && scale > 0 ? Math.Round(value * scale) / scale : value;
    }

    private static int DecimalsOf(double value, int digits) =>
        value == 0 ? 0 : Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-12), 0, 12);
}
