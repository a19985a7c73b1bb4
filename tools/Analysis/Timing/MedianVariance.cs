using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using Pragmastat;

namespace CompileBench.Analysis.Timing;

/// <summary>
/// Estimates the sampling variance of a median from the sample.
/// With five or more values: Price, R. M. and Bonett, D. G. (2001), "Estimating the variance of the sample median",
/// Journal of Statistical Computation and Simulation 68(3): it uses the difference of two order statistics, whose confidence level is known for every continuous
/// distribution. Applied to logarithms it gives the ratio of medians of Bonett and Price (2020), "Confidence intervals for ratios of means and
/// medians", Journal of Educational and Behavioral Statistics 45(6).
/// With fewer than five values no two order statistics are far enough apart. Then it uses the variance of a mean, enlarged by the median's efficiency in
/// small normal samples.
/// </summary>
public static class MedianVariance
{
    // Variance of the median of n standard normal values, times n; exact values from the moments of normal order statistics
    // (Sarhan, A. E. and Greenberg, B. G. 1962, "Contributions to Order Statistics"). For n = 2 the median is the mean.
    private static readonly double[] InflationBySize = [double.NaN, double.NaN, 1.0, 1.3460, 1.1930];

    /// <summary>The variance of the median of <paramref name="values"/>, in the square of their unit.</summary>
    /// <returns>Null for fewer than two values.</returns>
    public static double? Estimate(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        int n = values.Count;
        if (n < 2)
        {
            return null;
        }

        return n < InflationBySize.Length ? FromMoments(values) : FromOrderStatistics(new Sample(values, null!).SortedValues);
    }

    /// <summary>The variance of the median of <paramref name="count"/> normal values of variance 1; above four values by its large-sample form,
    /// π over twice the count, which is a few per cent too large for small counts.</summary>
    internal static double PerUnitVariance(int count) =>
        (count switch { 1 => 1, < 5 => InflationBySize[count], _ => Math.PI / 2 }) / count;

    private static double FromMoments(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        double squares = values.Sum(v => (v - mean) * (v - mean));
        return InflationBySize[values.Count] * squares / (values.Count - 1) / values.Count;
    }

    private static double FromOrderStatistics(IReadOnlyList<double> sorted)
    {
        int n = sorted.Count;
        int c = Math.Max(1, (int)Math.Round(((n + 1) / 2.0) - Math.Sqrt(n), MidpointRounding.AwayFromZero));
        double tail = Enumerable.Range(0, c).Sum(i => Math.Exp(SpecialFunctions.BinomialLn(n, i) - (n * Math.Log(2))));
        double z = Normal.InvCDF(0, 1, 1 - tail);
        double standardError = (sorted[n - c] - sorted[c - 1]) / (2 * z);
        return standardError * standardError;
    }
}
