namespace CompileBench.Analysis.Prediction.Fitting;

/// <summary>
/// Bounds of measured over predicted cost from modules that the fit did not see: Vovk, Gammerman and Shafer (2005), "Algorithmic learning in a random
/// world". Of n ratios in order, the bound that holds a share p of unseen ones from above is the one at rank ⌈p(n + 1)⌉.
/// </summary>
internal static class ConformalRatios
{
    // With fewer ratios than the share needs there is no such rank: the largest ratio is widened by itself.
    private const double BeyondAll = 1.5;

    /// <summary>The bounds of an interval that holds this share of unseen modules, the same share missing on either side.</summary>
    /// <param name="sorted">Ratios of measured to predicted cost, ascending.</param>
    /// <param name="share">Between 0 and 1.</param>
    public static (double Lower, double Upper) Bounds(IReadOnlyList<double> sorted, double share)
    {
        var upper = UpperBound(sorted, (1 + share) / 2);
        var lower = 1 / UpperBound([.. sorted.Reverse().Select(r => 1 / r)], (1 + share) / 2);
        return (Math.Min(lower, 1), Math.Max(upper, 1));
    }

    private static double UpperBound(IReadOnlyList<double> sorted, double share)
    {
        var rank = (int)Math.Ceiling(share * (sorted.Count + 1) - 1e-9);
        return rank <= sorted.Count ? sorted[Math.Max(rank, 1) - 1] : sorted.Count == 0 ? BeyondAll : Math.Max(sorted[^1], 1) * BeyondAll;
    }
}
