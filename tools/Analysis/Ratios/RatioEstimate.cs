using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Ratios;

/// <summary>
/// A time over a baseline's time: below 1 is faster than the baseline. The two are independent series (for pairs see <c>CompileTimeComparison</c>).
/// Bounds: difference of log medians by Bonett and Price (2020) with Welch's degrees of freedom in place of the normal quantile,
/// because a run has a handful of launches, not dozens.
/// </summary>
/// <param name="Ratio">Candidate over baseline.</param>
/// <param name="Bounds">Where the true ratio lies; null where either side's bounds are unknown.</param>
/// <param name="Basis">What the bounds speak for: the weaker of the two sides.</param>
/// <param name="Log">The same estimate on the log scale, for means of ratios.</param>
public sealed record RatioEstimate(double Ratio, Bounds? Bounds, BoundsBasis Basis, LogCentre Log)
{
    /// <summary>How many rounds there are where their bounds would be wider than the ratio itself, so that it is not known yet; null where it is known.</summary>
    public int? NotKnownAfterRounds { get; init; }

    /// <summary>The ratio of two estimates of the same kind and clock.</summary>
    /// <param name="candidate">The numerator.</param>
    /// <param name="baseline">The denominator.</param>
    /// <param name="misrate">How often the bounds may miss, above 0 and below 1.</param>
    public static RatioEstimate Between(TimeEstimate candidate, TimeEstimate baseline, double misrate = TimeEstimate.DefaultMisrate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(baseline);
        LogCentre log = LogCentre.Difference(candidate.Log, baseline.Log);
        return new RatioEstimate(Math.Exp(log.Value), log.LogBounds(misrate)?.Exp(), log.Basis, log);
    }
}
