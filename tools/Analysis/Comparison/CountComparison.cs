using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Comparison;

/// <summary>
/// Compares instruction counts. They repeat so exactly that one count per side can be enough. The bounds come from a stated repeatability, or from the
/// counts themselves where these scatter more.
/// </summary>
public static class CountComparison
{
    /// <summary>
    /// Relative standard deviation of one count of the same compile. Two counts of each of 30 compiles (five modules under six settings) had 1.7e-5, and
    /// the widest pair lay 9.2e-5 apart; this allows three times as much. The campaign of <c>CountRepeatabilityCampaign</c> estimates it again.
    /// </summary>
    public const double DefaultRepeatability = 5e-5;

    /// <summary>The relevance threshold for counts: 0.2%.</summary>
    public const double DefaultThreshold = 0.002;

    /// <summary>Compares counts of one case.</summary>
    /// <param name="what">The case.</param>
    /// <param name="baseline">The baseline's counts, at least one, each from a run of its own.</param>
    /// <param name="candidate">The candidate's.</param>
    /// <param name="misrate">How often these bounds alone may miss.</param>
    /// <param name="options">The threshold to judge by.</param>
    /// <param name="repeatability">Relative standard deviation of one count, above 0.</param>
    public static CompileTimeComparison FromCounts(
        ComparedCase what,
        IReadOnlyList<double> baseline,
        IReadOnlyList<double> candidate,
        double misrate,
        ComparisonOptions options,
        double repeatability = DefaultRepeatability)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(repeatability);
        if (baseline.Count == 0 || candidate.Count == 0)
        {
            return CompileTimeComparison.Without(what, ComparisonMetric.Instructions, OpenReason.TooFewValues, options);
        }

        double[] first = [.. baseline.Select(v => Math.Log(v))];
        double[] second = [.. candidate.Select(v => Math.Log(v))];
        int degrees = first.Length + second.Length - 2;
        double pooled = degrees > 0 ? (Squares(first) + Squares(second)) / degrees : 0;
        double known = repeatability * repeatability;

        // When the counts scatter significantly more than the stated repeatability allows, their own variance is used.
        bool holds = degrees == 0 || MathNet.Numerics.Distributions.ChiSquared.CDF(degrees, degrees * pooled / known) < 0.999;
        double variance = (holds ? known : pooled) * ((1.0 / first.Length) + (1.0 / second.Length));
        var log = new LogCentre(second.Average() - first.Average(), variance, holds ? double.PositiveInfinity : degrees, BoundsBasis.Launches);
        int values = Math.Min(first.Length, second.Length);
        return CompileTimeComparison.FromLog(what, ComparisonMetric.Instructions, log, misrate, options)
            with { Pairs = values, IndependentValues = values };
    }

    private static double Squares(double[] values)
    {
        double mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean));
    }
}
