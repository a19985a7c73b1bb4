using System.Globalization;
using CompileBench.Analysis.Scaling;

namespace CompileBench.Reporting.Language;

/// <summary>What a ladder shows, as a sentence that says no more than its bounds.</summary>
public static class ScalingClaim
{
    /// <summary>
    /// <c>time grows as size^2.01 (1.95 to 2.07) from size 500 to 8000: faster than the module</c>.
    /// </summary>
    /// <param name="fit">The fit.</param>
    /// <param name="quantity">What grows: <c>time</c> or <c>memory</c>.</param>
    public static string ForFit(ScalingFit fit, string quantity)
    {
        ArgumentNullException.ThrowIfNull(fit);
        if (fit.Exponent is not { } whole || fit.LocalExponent is not { } local)
        {
            return $"{quantity} was measured at too few sizes for a law ({fit.Points.Count(p => p.Centre is not null)} of at least {StraightRange.FewestSizes})";
        }

        if (double.IsPositiveInfinity(local.Bounds.Upper))
        {
            return $"{quantity} runs away at the top: at least size^{Number(local.Bounds.Lower)} from size {Size(local.FromSize)} to {Size(local.ToSize)}, "
                + "where the limit cut it off";
        }

        string law = $"{quantity} grows as size^{Number(whole.Value)} ({Number(whole.Bounds.Lower)} to {Number(whole.Bounds.Upper)}) "
            + $"from size {Size(whole.FromSize)} to {Size(whole.ToSize)}";
        return fit.Verdict switch
        {
            ScalingVerdict.Superlinear => law + ": faster than the module",
            ScalingVerdict.Linear => law + ": no faster than the module",
            _ => law + $", over the largest sizes size^{Number(local.Value)} ({Number(local.Bounds.Lower)} to {Number(local.Bounds.Upper)}): no verdict",
        };
    }

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Size(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
