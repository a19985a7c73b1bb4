using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>A law's figures as people read them.</summary>
public static class LadderWords
{
    private const string NoExponent = "none";

    /// <summary><c>1.98 (1.93 to 2.03)</c>; a word where there is no exponent.</summary>
    public static string Exponent(ExponentEstimate? k) => k is null ? NotAvailable.Text : Bounded(k.Value, k.Bounds);

    /// <summary>The exponent over all sizes; a word where there is none, as with exponential growth.</summary>
    public static string Whole(GrowthLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return law.Exponential is null ? Exponent(law.Whole) : NoExponent;
    }

    /// <summary>The exponent over the largest sizes; a word where there is none, as with exponential growth.</summary>
    public static string Local(GrowthLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return law.Exponential is null ? Exponent(law.Local) : NoExponent;
    }

    /// <summary>The exponent that decides, with its corrected bounds: <c>1.98 (1.93 to 2.03) at the top</c>; a word where there is none.</summary>
    public static string Deciding(GrowthLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return law.Deciding is { } k ? $"{Bounded(k.Value, k.Bounds)}{(k.Exponent == DecidingExponent.Local ? " at the top" : "")}" : NotAvailable.Text;
    }

    /// <summary>The verdict alone: <c>superlinear</c>, <c>exponential</c>, <c>at most mild</c> or <c>open</c>.</summary>
    public static string Name(GrowthLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return law.Verdict switch
        {
            GrowthVerdict.Superlinear => "superlinear",
            GrowthVerdict.Exponential => "exponential",
            GrowthVerdict.AtMostMild => "at most mild",
            _ => "open",
        };
    }

    /// <summary>The verdict with the exponent that decides it and the line: <c>superlinear: k 1.98 (1.93 to 2.03) at the top, line 1.15</c>.</summary>
    public static string Verdict(GrowthLaw law) => $"{Name(law)}{Reason(law)}";

    /// <summary><c>k = 1.98 (1.93 to 2.03) at the top, superlinear</c>; without exponents the reason there is none.</summary>
    public static string Law(GrowthLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return law.Deciding is null ? "too few sizes for a law"
            : law.Exponential is { } exponential ? $"{Doubling(exponential)}, {Name(law)}"
            : $"k = {Deciding(law)}, {Name(law)}";
    }

    /// <summary>The median slope of the setting's other shapes at the times of the largest sizes; a word where too few shapes have one.</summary>
    public static string Peers(GrowthLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return law.SlopeOfPeers is { } slope ? $"{slope:0.00}" : NotAvailable.Text;
    }

    /// <summary>The two lines and the correction, in one sentence.</summary>
    /// <param name="laws">How many laws have an exponent.</param>
    public static string Judging(int laws)
    {
        var options = LadderLaw.Judging;
        return $"superlinear: an exponent's lower bound is above {options.SuperlinearLine:0.00}; at most mild: both upper bounds are below {options.MildLine:0.00}; "
            + $"{laws} laws were judged together at a false discovery rate of {options.FalseVerdicts * 100:0.#}%";
    }

    /// <summary>The number to order laws by, steepest last: the deciding exponent, for exponential growth the one at the top; null where there is none.</summary>
    public static double? Steepness(GrowthLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return law.Exponential is null ? law.Deciding?.Value : law.Local?.Value;
    }

    /// <summary><c>2810</c>, <c>at least 65536</c>, or <c>none</c>.</summary>
    public static string Within(LargestWithin largest)
    {
        ArgumentNullException.ThrowIfNull(largest);
        return largest.Size is not { } size ? "none" : largest.IsAtLeast ? $"at least {size:0}" : $"{RoundDown(size):0}";
    }

    private static string Reason(GrowthLaw law) => law switch
    {
        { Deciding: null } => ": too few sizes",
        { Exponential: { } exponential } => $": {Doubling(exponential)} from {exponential.FromSize:0} to {exponential.ToSize:0}",
        { Reason: GrowthReason.SharedBySetting, SlopeOfPeers: { } peers } => $": k {Deciding(law)}, line {law.Deciding.Line:0.00}, but other shapes grow with k {peers:0.00} at the same times",
        _ => $": k {Deciding(law)}, line {law.Deciding.Line:0.00}",
    };

    private static string Doubling(ExponentialGrowth exponential) => $"doubles with every further {exponential.DoublingStep:0.##}";

    private static string Bounded(double value, Bounds bounds) =>
        $"{value:0.00} ({bounds.Lower:0.00} to {(double.IsInfinity(bounds.Upper) ? "more" : $"{bounds.Upper:0.00}")})";

    // Three digits are known; rounding upwards would promise a size that is over the budget.
    private static double RoundDown(double size)
    {
        var step = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(size)) - 2));
        return Math.Floor(size / step) * step;
    }
}
