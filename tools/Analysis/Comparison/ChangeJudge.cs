using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Comparison;

/// <summary>
/// Derives a verdict from an estimate and its bounds.
/// <list type="bullet">
/// <item>Equivalent: the bounds lie within the threshold on both sides (Schuirmann, D. J. 1987, two one-sided tests).</item>
/// <item>A change: the bounds exclude "no change" <em>and</em> the estimate is nearer to the threshold than to no change. The second condition
/// keeps differences that are real but far below the threshold, such as an effect of a library's load address, from being called changes.</item>
/// <item>Inconclusive: anything else.</item>
/// </list>
/// </summary>
public static class ChangeJudge
{
    /// <summary>Judges a ratio on the log scale.</summary>
    /// <param name="metric">Decides which verdicts are possible.</param>
    /// <param name="logRatio">Natural logarithm of candidate over baseline.</param>
    /// <param name="logBounds">Its bounds; null where there are none.</param>
    /// <param name="threshold">The smallest relevant change, as a share above 0.</param>
    public static ChangeVerdict Judge(ComparisonMetric metric, double logRatio, Bounds? logBounds, double threshold)
    {
        if (logBounds is not { } bounds)
        {
            return ChangeVerdict.Inconclusive;
        }

        double limit = Math.Log(1 + threshold);
        if (bounds.Lower > -limit && bounds.Upper < limit)
        {
            return ChangeVerdict.Equivalent;
        }

        return (bounds.Lower > 0 && logRatio >= limit / 2, bounds.Upper < 0 && logRatio <= -limit / 2) switch
        {
            (true, _) => metric.Describe().Increase,
            (_, true) => metric.Describe().Decrease,
            _ => ChangeVerdict.Inconclusive,
        };
    }
}
