using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling;

/// <summary>
/// How far a ladder's sizes scatter about a smooth curve: the yardstick of both exponents. The curve is a polynomial of the logarithms, of degree
/// one unless a higher term is significant (forward selection on orthogonal polynomials, Draper and Smith 1998, ch. 22), at most three.
/// So a curve that bends, because starting a compile costs something, does not pass for noise and does not widen the bounds.
/// </summary>
internal readonly record struct SmoothScatter(double Deviation, int DegreesOfFreedom)
{
    private const int HighestDegree = 3;
    private const int FewestDegreesOfFreedom = 2;

    /// <summary>The scatter of at least four points, as the deviation of a point of weight 1.</summary>
    internal static SmoothScatter AboutCurve(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, ScalingOptions options)
    {
        // Weighted least squares is ordinary least squares once every row is multiplied by the root of its weight.
        double[] residuals = y.ToArray();
        double[] roots = weights.ToArray();
        for (int i = 0; i < roots.Length; i++)
        {
            roots[i] = Math.Sqrt(roots[i]);
            residuals[i] *= roots[i];
        }

        var basis = new List<double[]>();
        Reduce(residuals, NextTerm(x, roots, 0, basis));
        Reduce(residuals, NextTerm(x, roots, 1, basis));
        int degrees = x.Length - 2;
        for (int degree = 2; degree <= HighestDegree && degrees > FewestDegreesOfFreedom; degree++)
        {
            double[] term = NextTerm(x, roots, degree, basis);
            double coefficient = Dot(term, residuals);
            double left = Math.Max(0, Dot(residuals, residuals) - (coefficient * coefficient));
            double limit = StudentQuantile.TwoSided(degrees - 1, options.BendMisrate);
            if (coefficient * coefficient <= limit * limit * left / (degrees - 1))
            {
                break;
            }

            Reduce(residuals, term);
            degrees--;
        }

        return new SmoothScatter(Math.Sqrt(Dot(residuals, residuals) / degrees), degrees);
    }

    // The power of x, made orthogonal to the terms before it (modified Gram-Schmidt) and of length 1.
    private static double[] NextTerm(ReadOnlySpan<double> x, double[] roots, int degree, List<double[]> basis)
    {
        double middle = (x[0] + x[^1]) / 2;
        double half = (x[^1] - x[0]) / 2;
        var term = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            term[i] = roots[i] * Math.Pow((x[i] - middle) / half, degree);
        }

        foreach (double[] earlier in basis)
        {
            Reduce(term, earlier);
        }

        double length = Math.Sqrt(Dot(term, term));
        for (int i = 0; i < term.Length; i++)
        {
            term[i] /= length;
        }

        basis.Add(term);
        return term;
    }

    private static void Reduce(double[] values, double[] term)
    {
        double along = Dot(values, term);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] -= along * term[i];
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
