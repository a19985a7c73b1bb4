using MathNet.Numerics;

namespace CompileBench.Analysis.Timing;

/// <summary>
/// Variances of many cases, each from a few launches, drawn towards what they have in common: Smyth, G. K. (2004), "Linear models and empirical
/// Bayes methods for assessing differential expression in microarray experiments", Stat. Appl. Genet. Mol. Biol. 3(1), section 6.2.
/// Three launches alone know their scatter so badly that bounds at a suite's misrate are worthless; with eighty other cases measured by the same
/// machine they need not know it alone.
/// </summary>
/// <param name="PriorVariance">The variance the cases have in common; 0 where there is no prior.</param>
/// <param name="PriorDegrees">How many degrees of freedom that is worth, at most those of the cases it comes from; 0 where there is no prior.</param>
public readonly record struct ModeratedVariance(double PriorVariance, double PriorDegrees)
{
    /// <summary>Fewer cases cannot show how their variances scatter: three that agree by luck would all be given one variance, and bounds that miss.</summary>
    public const int FewestCases = 8;

    /// <summary>Finds what variances have in common.</summary>
    /// <param name="cases">Each case's variance and its degrees of freedom; those that are 0 are left out.</param>
    /// <param name="fewest">From how many such cases on there is a prior; at least 2.</param>
    public static ModeratedVariance FromCases(IEnumerable<(double Variance, int Degrees)> cases, int fewest = FewestCases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        ArgumentOutOfRangeException.ThrowIfLessThan(fewest, 2);
        var usable = cases.Where(c => c.Variance > 0 && c.Degrees > 0).ToArray();
        if (usable.Length < fewest)
        {
            return default;
        }

        // The logarithm of a scaled chi-square variance has a known mean and variance; what scatter is left over is the prior's.
        double[] logs = usable.Select(c =>
            Math.Log(c.Variance) - SpecialFunctions.DiGamma(c.Degrees / 2.0) + Math.Log(c.Degrees / 2.0)).ToArray();
        double mean = logs.Average();
        double scatter = logs.Sum(e => (e - mean) * (e - mean)) / (logs.Length - 1);

        double excess = scatter - usable.Average(c => Trigamma(c.Degrees / 2.0));

        // Cases that happen to agree do not make their common variance known better than all their values together can: the others' degrees of
        // freedom are the most that a prior is worth to one of them.
        double most = usable.Sum(c => c.Degrees) - usable.Max(c => c.Degrees);
        if (excess <= 0)
        {
            return new ModeratedVariance(Math.Exp(mean), most);
        }

        double half = InverseTrigamma(excess);
        return new ModeratedVariance(Math.Exp(mean + SpecialFunctions.DiGamma(half) - Math.Log(half)), Math.Min(2 * half, most));
    }

    /// <summary>A case's own variance together with the prior's, and the degrees of freedom of both.</summary>
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

    // Trigamma falls all the way, so halving finds it; on the logarithm of x.
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
