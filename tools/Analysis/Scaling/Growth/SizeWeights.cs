using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>
/// How much each size counts in a fit: the inverse of its chance variance, which is a part that all sizes of the ladder share (what differs between
/// sizes by chance, processes included) and its own sampling variance as it was seen, moderated over all sizes of the study.
/// </summary>
internal static class SizeWeights
{
    // The shared part is never less than a third of what the sizes scatter by: samples that agree by luck must not carry a line.
    private const double LeastSharedPart = 1.0 / 3;

    /// <summary>What the sampling variances of a study's sizes have in common, for a single unit (a launch, or a sample of the only launch).</summary>
    internal static ModeratedVariance Prior(IEnumerable<ScalingPoint> points) => ModeratedVariance.FromCases(points
        .Select(p => p.Centre).OfType<LogCentre>().Where(c => c.Variance > 0)
        .Select(c => (c.Variance!.Value * (c.DegreesOfFreedom + 1), (int)c.DegreesOfFreedom)));

    /// <summary>The weights of measured sizes, one on average.</summary>
    /// <param name="points">Measured sizes.</param>
    /// <param name="prior">The study's prior.</param>
    /// <param name="scatter">The variance of the sizes about a smooth curve with equal weights.</param>
    internal static double[] FromVariances(IReadOnlyList<ScalingPoint> points, ModeratedVariance prior, double scatter)
    {
        double[] own = [.. points.Select(p => OwnVariance(p.Centre!.Value, prior))];
        double shared = Math.Max(scatter - own.Average(), LeastSharedPart * scatter);
        double[] weights = [.. own.Select(v => 1 / Math.Max(double.Epsilon, shared + v))];
        double mean = weights.Average();
        return double.IsFinite(mean) ? [.. weights.Select(w => w / mean)] : [.. weights.Select(_ => 1.0)];
    }

    private static double OwnVariance(LogCentre centre, ModeratedVariance prior)
    {
        if (centre.Variance is not { } variance)
        {
            return prior.PriorVariance;
        }

        double units = centre.DegreesOfFreedom + 1;
        return prior.Moderate(variance * units, (int)centre.DegreesOfFreedom).Variance / units;
    }
}
