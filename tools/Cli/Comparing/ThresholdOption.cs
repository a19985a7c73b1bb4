using System.Globalization;
using CompileBench.Measuring;

namespace CompileBench.Cli.Comparing;

/// <summary>Reads a relevance threshold: <c>2%</c> or <c>0.02</c>.</summary>
internal static class ThresholdOption
{
    /// <summary>The share; the default where nothing was given.</summary>
    /// <exception cref="UsageException">It is no share between 0 and 100%.</exception>
    public static double Read(string option, string? text, double otherwise)
    {
        if (text is null)
        {
            return otherwise;
        }

        var isPercent = text.EndsWith('%');
        var number = isPercent ? text[..^1] : text;
        var share = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value / (isPercent ? 100 : 1) : double.NaN;
        return share is > 0 and < 1 ? share : throw new UsageException($"{option} '{text}' is no share above 0 and below 100%: write 2% or 0.02");
    }
}
