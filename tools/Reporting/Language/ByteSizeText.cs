namespace CompileBench.Reporting.Language;

/// <summary>Sizes for people, in decimal units: 1 KB is 1,000 bytes, 1 MB is 1,000 KB.</summary>
public static class ByteSizeText
{
    private static readonly (double Bytes, string Unit)[] Units = [(1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "KB")];

    /// <summary><c>1.73 MB</c>, <c>512 B</c>; <c>n/a</c> for a size that is not there, is negative or is not a number.</summary>
    /// <param name="bytes">The size in bytes, or null where it was not measured.</param>
    /// <param name="digits">Significant digits, 3 where nothing else is asked.</param>
    public static string Format(double? bytes, int digits = 3)
    {
        if (bytes is not { } value || !double.IsFinite(value) || value < 0)
        {
            return NotAvailable.Text;
        }

        var rounded = Significant.Round(value, digits);
        foreach (var (size, unit) in Units)
        {
            if (rounded >= size)
            {
                return $"{Significant.Format(rounded / size, digits)} {unit}";
            }
        }

        return $"{rounded:0} B";
    }
}
