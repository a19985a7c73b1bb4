using System.Globalization;

namespace CompileBench.Results.Quantities;

/// <summary>Reads times and sizes as people type them on a command line. A unit is required, so that 60 is never taken for the wrong thing.</summary>
public static class QuantityText
{
    private static readonly (string Unit, double Seconds)[] Times =
        [("ms", 1e-3), ("us", 1e-6), ("s", 1), ("m", 60), ("min", 60), ("h", 3600)];

    private static readonly (string Unit, double Bytes)[] Sizes =
    [
        ("KiB", 1024), ("MiB", 1024 * 1024), ("GiB", 1024.0 * 1024 * 1024), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9),
        ("k", 1e3), ("M", 1e6), ("G", 1e9), ("B", 1),
    ];

    /// <summary>Reads <c>500ms</c>, <c>60s</c>, <c>1.5m</c> or <c>2h</c>; more than nothing and less than 25 days.</summary>
    public static bool TryParseTime(string text, out TimeSpan time)
    {
        time = default;
        if (!TryParse(text, Times, StringComparison.Ordinal, out var seconds) || seconds is <= 0 or > 2.1e6)
        {
            return false;
        }

        time = TimeSpan.FromSeconds(seconds);
        return time > TimeSpan.Zero;
    }

    /// <summary>Reads <c>200MB</c>, <c>1.5GiB</c> or <c>4096B</c>; from one byte to an exbibyte.</summary>
    public static bool TryParseSize(string text, out long bytes)
    {
        bytes = 0;
        if (!TryParse(text, Sizes, StringComparison.OrdinalIgnoreCase, out var value) || value is < 1 or > 1L << 60)
        {
            return false;
        }

        bytes = (long)value;
        return true;
    }

    private static bool TryParse(string text, (string Unit, double Factor)[] units, StringComparison comparison, out double value)
    {
        var digits = text.AsSpan().TrimEnd("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        var unit = text[digits.Length..];
        value = 0;
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        foreach (var (name, factor) in units)
        {
            if (unit.Equals(name, comparison))
            {
                value = number * factor;
                return double.IsFinite(value);
            }
        }

        return false;
    }
}
