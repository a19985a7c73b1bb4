using CompileBench.Analysis.Scaling;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>A law's figures as people read them.</summary>
public static class LadderWords
{
    /// <summary><c>1.98 (1.93 to 2.03)</c>; a word where there is no exponent.</summary>
    public static string Exponent(ExponentEstimate? k) => k is null
        ? NotAvailable.Text
        : $"{k.Value:0.00} ({k.Bounds.Lower:0.00} to {(double.IsInfinity(k.Bounds.Upper) ? "more" : $"{k.Bounds.Upper:0.00}")})";

    /// <summary><c>2810</c>, <c>at least 65536</c>, or <c>none</c>.</summary>
    public static string Within(LargestWithin largest) =>
        largest.Size is not { } size ? "none" : largest.IsAtLeast ? $"at least {size:0}" : $"{RoundDown(size):0}";

    // Three digits are known; rounding upwards would promise a size that is over the budget.
    private static double RoundDown(double size)
    {
        var step = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(size)) - 2));
        return Math.Floor(size / step) * step;
    }
}
