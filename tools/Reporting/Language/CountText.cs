using System.Globalization;

namespace CompileBench.Reporting.Language;

/// <summary>Numbers of things for people.</summary>
public static class CountText
{
    /// <summary><c>1 function</c>, <c>2,400 functions</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">The thing, in the singular; the plural has an s.</param>
    public static string Format(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
