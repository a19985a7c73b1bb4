using MathNet.Numerics;

namespace CompileBench.Analysis.Timing;

/// <summary>
/// Variances of many cases, each from a few launches, moved towards their common variance: Smyth, G. K. (2004), "Linear models and empirical
/// Bayes methods for assessing differential expression in microarray experiments", Stat. Appl. Genet. Mol. Biol. 3(1), section 6.2.
/// Three launches estimate their scatter so badly that bounds at a suite's misrate are useless. Eighty other cases of the same machine improve the
/// estimate.
/// </summary>
/// <param name="PriorVariance">The common variance of the cases; 0 without a prior.</param>
/// <param name="PriorDegrees">The degrees of freedom of the prior, at most those of the cases; 0 without a prior.</param>
public readonly record struct ModeratedVariance(double PriorVariance, double PriorDegrees)
{
    /// <summary>With fewer cases the scatter of their variances is unknown: three cases that agree by chance would get one variance and bounds that miss.</summary>
    public const int FewestCases = 8;

    /// <summary>Finds the prior of several variances.</summary>
    /// <param name="cases">Each case's variance and its degrees of freedom. Variances of 0 are ignored.</param>
    /// <param name="fewest">The number of cases from which there is a prior, at least 2.</param>
    public static ModeratedVariance FromCases(IEnumerable<(double Variance, int Degrees)> cases, int fewest = FewestCases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentOutOfRangeException.ThrowIfLessThan(fewest, 2);
        var usable = cases.Where(c => c.Variance > 0 && c.Degrees > 0).ToArray();
        if (usable.Length < fewest)
        {
            return default;
        }

        // The logarithm of a scaled chi-square variance has a known mean and variance. The remaining scatter is that of the prior.
        double[] logs = usable.Select(c =>
            Math.Log(c.Variance) - SpecialFunctions.DiGamma(c.Degrees / 2.0) + Math.Log(c.Degrees / 2.0)).ToArray();
        double mean = logs.Average();
        double scatter = logs.Sum(e => (e - mean) * (e - mean)) / (logs.Length - 1);

        double excess = scatter - usable.Average(c => Trigamma(c.Degrees / 2.0));

        // Cases that agree by chance cannot determine their common variance better than all their values together. So the prior of a case has at most the
        // degrees of freedom of the other cases.
        double most = usable.Sum(c => c.Degrees) - usable.Max(c => c.Degrees);
        if (excess <= 0)
        {
            return new ModeratedVariance(Math.Exp(mean), most);
        }

        double half = InverseTrigamma(excess);
        return new ModeratedVariance(Math.Exp(mean + SpecialFunctions.DiGamma(half) - Math.Log(half)), Math.Min(2 * half, most));
    }

    /// <summary>Combines a case's variance with the prior's. Returns the variance and the degrees of freedom of both.</summary>
    public (double Variance, double Degrees) Moderate(double variance, int degrees)
    {
        double all = PriorDegrees + degrees;
        return (((PriorDegrees * PriorVariance) + (degrees * variance)) / all, all);
    }

    /// <summary>The second derivative of ln Γ: recurrence up to 10, then the asymptotic series (Abramowitz and Stegun 6.4.6, 6.4.12).</summary>
    internal static double Trigamma(double x)
    {
        double sum = 0;
        for (; x < 10; x++)
        {
            sum += 1 / (x * x);
        }

        double r = 1 / (x * x);
        return sum + (1 / x) + (r / 2) + (r / x * ((1.0 / 6) - (r * ((1.0 / 30) - (r * ((1.0 / 42) - (r / 30)))))));
    }

    // Trigamma decreases everywhere, so bisection on the logarithm of x finds the value.
    private static double InverseTrigamma(double value)
    {
        double low = -20;
        double high = 20;
        for (int i = 0; i < 100; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Trigamma(Math.Exp(middle)) > value ? (middle, high) : (low, middle);
        }

        return Math.Exp((low + high) / 2);
    }
}
