namespace CompileBench.Reporting.Language;

/// <summary>Durations for people: three significant digits and the unit in which the number lies between 1 and 1000 (seconds have no upper end).</summary>
public static class DurationText
{
    private static readonly (double Nanoseconds, string Unit)[] Units = [(1e9, "s"), (1e6, "ms"), (1e3, "µs"), (1, "ns")];

    /// <summary><c>1.23 ms</c>; <c>n/a</c> for a duration that is not there, is negative or is not a number.</summary>
    /// <param name="nanoseconds">The duration in nanoseconds, or null where it was not measured.</param>
    /// <param name="digits">Significant digits, 3 where nothing else is asked.</param>
    public static string Format(double? nanoseconds, int digits = 3)
    {
        if (nanoseconds is not { } value || !double.IsFinite(value) || value < 0)
        {
            return NotAvailable.Text;
        }

        // Rounding first: 999.7 µs is 1.00 ms, never 1000 µs.
        var rounded = Significant.Round(value, digits);
        var (size, unit) = Units.FirstOrDefault(u => rounded >= u.Nanoseconds, Units[^1]);
        return $"{Significant.Format(rounded / size, digits)} {unit}";
    }

    /// <summary><c>1.23 ms ± 2%</c>: a duration and half the width of its interval relative to it.</summary>
    /// <param name="nanoseconds">The estimate in nanoseconds.</param>
    /// <param name="lower">Lower bound of the estimate, nanoseconds; null where there are too few samples for one.</param>
    /// <param name="upper">Upper bound of the estimate, nanoseconds; null where there are too few samples for one.</param>
    public static string Format(double? nanoseconds, double? lower, double? upper)
    {
        var text = Format(nanoseconds);
        if (nanoseconds is not > 0 || lower is not { } low || upper is not { } high || !double.IsFinite(high - low))
        {
            return text;
        }

        return $"{text} ± {PercentText.Format(Math.Max(0, high - low) / 2 / nanoseconds.Value)}";
    }

    /// <summary><c>&gt; 60.0 s</c>: what is known of a compile that was stopped.</summary>
    public static string AtLeast(double? nanoseconds) => nanoseconds is null ? NotAvailable.Text : "> " + Format(nanoseconds);
}
