using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling;

/// <summary>
/// Finds the sizes over which one power law holds: the longest run of sizes that ends at the largest and shows no bend.
/// A constant cost of starting a compile flattens the curve at small sizes, a linear part hides a quadratic one there; both bend it.
/// From the whole ladder on, the smallest size is given up as long as the quadratic term is significant and the bend matters
/// (backward elimination; a bend is judged by the ladder's <see cref="SmoothScatter"/>).
/// </summary>
public static class StraightRange
{
    /// <summary>Four points: a line, and two degrees of freedom for the scatter about it.</summary>
    public const int FewestSizes = 4;

    /// <summary>The index of the first point of the range.</summary>
    internal static int Start(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, SmoothScatter scatter, ScalingOptions options)
    {
        int start = 0;
        double t = StudentQuantile.TwoSided(scatter.DegreesOfFreedom, options.BendMisrate);
        while (x.Length - start > FewestSizes)
        {
            LogLogLine line = LogLogLine.Through(x[start..], y[start..], weights[start..]);
            (double change, double unitError) = line.Bend(x[start..], y[start..], weights[start..]);
            if (Math.Abs(change) <= t * scatter.Deviation * unitError || Math.Abs(change) < options.RelevantBend)
            {
                break;
            }

            start++;
        }

        return start;
    }
}
