using CompileBench.Analysis.Timing;
using MathNet.Numerics.Distributions;

namespace CompileBench.Analysis.Comparison;

/// <summary>
/// The values of a comparison that may be treated as independent, made from blocks in the order of measuring.
/// <list type="number">
/// <item>Where launches differ by more than their blocks do, a launch is one value. "Differ" is an F test at 25%: Bozivich, H., Bancroft, T. A. and
/// Hartley, H. O. (1956), "Power of analysis of variance test procedures for certain incompletely specified models", Ann. Math. Stat. 27,
/// for pooling only at so lenient a level.</item>
/// <item>Where neighbours resemble one another, they are averaged two by two until they no longer do, if that widens the bounds: Fishman, G. S. (1978),
/// "Grouping observations in digital simulation", Management Science 24, with von Neumann's ratio as the test.</item>
/// <item>Where the whole suite has shown how its values correlate (<see cref="SerialCorrelation"/>), the variance is multiplied by that instead.</item>
/// <item>What correlation is left at the fewest groups is charged to the variance as a first-order autoregression's.</item>
/// </list>
/// </summary>
internal sealed record IndependentUnits(IReadOnlyList<double> Values, BoundsBasis Basis, double VarianceFactor)
{
    /// <summary>Wrongly taking values for independent costs the misrate, wrongly grouping them only width: hence a lenient level.</summary>
    private const double TestLevel = 0.25;

    /// <summary>The level where the suite as a whole has told how values correlate, and only an odd case is left to find.</summary>
    private const double OddCaseLevel = 0.02;

    private const int FewestGroups = 8;

    /// <summary>One value for each block, or for each launch where launches differ, in the order of measuring.</summary>
    internal static (double[] Values, BoundsBasis Basis) ByLaunch(IReadOnlyList<PairBlock> blocks)
    {
        double[][] launches = blocks.GroupBy(b => b.Launch).Select(g => g.Select(b => b.LogRatio).ToArray()).ToArray();
        double[] single = blocks.Select(b => b.LogRatio).ToArray();
        return launches.Length switch
        {
            1 => (single, BoundsBasis.Iterations),
            _ when launches.Length == blocks.Count => (single, BoundsBasis.Launches),
            _ => LaunchesDiffer(launches) ? (launches.Select(l => l.Average()).ToArray(), BoundsBasis.Launches) : (single, BoundsBasis.Launches),
        };
    }

    /// <summary>The independent values of one comparison.</summary>
    /// <param name="blocks">Its blocks in the order of measuring.</param>
    /// <param name="suite">How values of the suite correlate, where that is known.</param>
    internal static IndependentUnits FromBlocks(IReadOnlyList<PairBlock> blocks, SerialCorrelation suite)
    {
        (double[] values, BoundsBasis basis) = ByLaunch(blocks);
        double level = suite.IsKnown ? OddCaseLevel : TestLevel;
        double factor = suite.VarianceFactor;
        var single = new IndependentUnits(values, basis, factor);
        while (values.Length >= 2 * FewestGroups && ResembleNeighbours(values, level))
        {
            values = values.Chunk(2).Where(c => c.Length == 2).Select(c => (c[0] + c[1]) / 2).ToArray();
            factor = 1;
        }

        if (values.Length >= FewestGroups && ResembleNeighbours(values, level))
        {
            double correlation = Math.Clamp(1 - (NeighbourRatio(values) / 2), 0, 0.9);
            factor = Math.Max(factor, (1 + correlation) / (1 - correlation));
        }

        // Averages of two scatter less whether or not that takes care of how they follow one another: grouping may widen bounds, never narrow them.
        var grouped = new IndependentUnits(values, basis, factor);
        return grouped.VarianceOfCentre() >= single.VarianceOfCentre() ? grouped : single;
    }

    private double VarianceOfCentre() => Values.Count < 2 ? double.PositiveInfinity : TrimmedMean.Estimate(Values).Variance * VarianceFactor;

    private static bool LaunchesDiffer(double[][] launches)
    {
        int count = launches.Sum(l => l.Length);
        double all = launches.Sum(l => l.Sum()) / count;
        double between = launches.Sum(l => l.Length * Math.Pow(l.Average() - all, 2)) / (launches.Length - 1);
        double within = launches.Sum(l => l.Sum(v => Math.Pow(v - l.Average(), 2))) / (count - launches.Length);
        return within <= 0 ? between > 0 : FisherSnedecor.CDF(launches.Length - 1, count - launches.Length, between / within) > 1 - TestLevel;
    }

    // One-sided test for positive correlation; the moments of 1 - ratio / 2 are von Neumann's (1941) for independent normal values.
    private static bool ResembleNeighbours(double[] values, double level)
    {
        double n = values.Length;
        double deviation = Math.Sqrt((n - 2) / ((n * n) - 1));
        return (1 - (NeighbourRatio(values) / 2)) / deviation > Normal.InvCDF(0, 1, 1 - level);
    }

    // Sum of squared steps over sum of squares: 2 for independent values, less where neighbours are alike.
    private static double NeighbourRatio(double[] values)
    {
        double mean = values.Average();
        double squares = values.Sum(v => (v - mean) * (v - mean));
        double steps = 0;
        for (int i = 1; i < values.Length; i++)
        {
            steps += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
        }

        return squares > 0 ? steps / squares : 2;
    }
}
