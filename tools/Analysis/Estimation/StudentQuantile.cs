using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace CompileBench.Analysis;

/// <summary>Quantiles of Student's t distribution, remembered because the same few are asked for again and again.</summary>
public static class StudentQuantile
{
    private static readonly ConcurrentDictionary<(double Degrees, double Misrate), double> Known = new();

    /// <summary>The factor t such that a t-distributed value lies outside ±t with probability <paramref name="misrate"/>.</summary>
    /// <param name="degreesOfFreedom">Above 0; infinity gives the normal distribution.</param>
    /// <param name="misrate">Above 0, below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static double TwoSided(double degreesOfFreedom, double misrate)
    {
        if (!(degreesOfFreedom > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom must be above 0.");
        }

        if (!(misrate > 0 && misrate < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(misrate), misrate, "A misrate lies between 0 and 1.");
        }

        // Fractional degrees of freedom (Welch) are cut to three digits so that the memory stays small; the quantile moves by less than 0.1%.
        double degrees = degreesOfFreedom > 1e6 ? double.PositiveInfinity : Math.Max(0.05, Math.Floor(degreesOfFreedom * 1000) / 1000);
        return Known.GetOrAdd((degrees, misrate), static key => double.IsInfinity(key.Degrees)
            ? Normal.InvCDF(0, 1, 1 - (key.Misrate / 2))
            : StudentT.InvCDF(0, 1, key.Degrees, 1 - (key.Misrate / 2)));
    }
}
