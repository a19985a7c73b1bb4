namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>A constant, a linear and an exponential term through the costs of a ladder.</summary>
/// <param name="Slope">The slope of the exponential term on log-log axes at the largest size.</param>
/// <param name="Sum">The coefficients of the three terms: their values at the largest size, where the cost is 1.</param>
/// <param name="Degrees">The degrees of freedom that are left.</param>
internal sealed record ExponentialFit(double Slope, CostSum Sum, int Degrees)
{
    // The exponential term must be most of the cost at three sizes: a jump at the last one looks like any growth.
    private const int FewestSizesAbove = 3;

    // The slopes that are tried: each a tenth steeper than the one before, then in finer steps on both sides of the best one.
    private const double SteepestTop = 400;
    private const double CoarseStep = 1.1;
    private const int FineSteps = 10;
    private static readonly double[] FinerSteps = [1.01, 1.001];

    /// <summary>What it leaves, as a variance of the logarithm.</summary>
    internal double Left => Sum.Squares / Degrees;

    /// <summary>The fit that leaves least; null where the exponential term is most of the cost at too few sizes.</summary>
    /// <param name="points">The costs.</param>
    /// <param name="leastSlope">The least slope of the exponential term at the largest size.</param>
    internal static ExponentialFit? FromPoints(CostPoints points, double leastSlope)
    {
        ExponentialFit? best = null;
        for (double slope = leastSlope; slope < SteepestTop; slope *= CoarseStep)
        {
            best = Better(best, FromSlope(points, slope), points);
        }

        foreach (double step in FinerSteps.Where(_ => best is not null))
        {
            double centre = best!.Slope;
            for (int i = -FineSteps; i <= FineSteps; i++)
            {
                best = Better(best, FromSlope(points, centre * Math.Pow(step, i)), points);
            }
        }

        return best;
    }

    /// <summary>The growth that it describes.</summary>
    /// <param name="points">The costs that it was fitted to.</param>
    /// <param name="largestCost">The cost of the largest size.</param>
    internal ExponentialGrowth ToGrowth(CostPoints points, double largestCost)
    {
        double largest = points.Sizes[^1];
        return new ExponentialGrowth(largest * Math.Log(2) / Slope, points.Sizes[Array.FindIndex(points.Shares, IsMostAt)], largest)
        {
            Constant = largestCost * Sum.Coefficients[0],
            PerUnit = largestCost * Sum.Coefficients[1] / largest,
            Scale = largestCost * Sum.Coefficients[2] * Math.Exp(-Slope),
        };
    }

    private static ExponentialFit FromSlope(CostPoints points, double slope)
    {
        CostSum sum = CostSum.Fit(points, [points.TermOf(_ => 1), points.TermOf(share => share), points.TermOf(share => Math.Exp(slope * (share - 1)))]);

        // The slope is a parameter as well.
        return new ExponentialFit(slope, sum, Math.Max(1, points.Count - sum.Terms - 1));
    }

    private static ExponentialFit? Better(ExponentialFit? best, ExponentialFit next, CostPoints points) =>
        (best is null || next.Left < best.Left) && points.Shares.Count(next.IsMostAt) >= FewestSizesAbove ? next : best;

    private bool IsMostAt(double share) => Sum.Coefficients[2] * Math.Exp(Slope * (share - 1)) >= Sum.Coefficients[0] + (Sum.Coefficients[1] * share);
}
