using System.Collections.Concurrent;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace CompileBench.Analysis.Timing;

/// <summary>
/// Quantiles of Student's t distribution, cached because callers ask for the same few values. They are found by bisection of the tail
/// P(|T| &gt; t) = I(v / (v + t²); v/2, 1/2) (Abramowitz and Stegun 26.7.1), because the library's inverse fails far out in the tail,
/// where the bounds for many cases at once are.
/// </summary>
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

        // Fractional degrees of freedom (Welch) are rounded to three digits to keep the cache small. The quantile changes by less than 0.1%.
        double degrees = degreesOfFreedom > 1e6 ? double.PositiveInfinity : Math.Max(0.05, Math.Floor(degreesOfFreedom * 1000) / 1000);
        return Known.GetOrAdd((degrees, misrate), static key => double.IsInfinity(key.Degrees)
            ? Normal.InvCDF(0, 1, 1 - (key.Misrate / 2))
            : Invert(key.Degrees, key.Misrate));
    }

    /// <summary>The probability that a t-distributed value lies outside ±<paramref name="t"/>: a two-sided p-value.</summary>
    /// <param name="degreesOfFreedom">Above 0; infinity gives the normal distribution.</param>
    /// <param name="t">At least 0; infinity gives 0.</param>
    public static double TwoSidedTail(double degreesOfFreedom, double t)
    {
        if (!(degreesOfFreedom > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(degreesOfFreedom), degreesOfFreedom, "Degrees of freedom must be above 0.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(t);
        return degreesOfFreedom > 1e6
            ? SpecialFunctions.Erfc(t / Math.Sqrt(2))
            : double.IsInfinity(t) ? 0 : Tail(degreesOfFreedom, t);
    }

    private static double Tail(double degrees, double t) => SpecialFunctions.BetaRegularized(degrees / 2, 0.5, degrees / (degrees + (t * t)));

    private static double Invert(double degrees, double misrate)
    {
        // On the logarithm of t: at one degree of freedom and a misrate of 1e-9 the factor is near 1e9.
        double low = -10;
        double high = 60;
        while (high - low > 1e-12)
        {
            double middle = (low + high) / 2;
            double t = Math.Exp(middle);
            double tail = Tail(degrees, t);
            (low, high) = tail > misrate ? (middle, high) : (low, middle);
        }

        return Math.Exp((low + high) / 2);
    }
}
