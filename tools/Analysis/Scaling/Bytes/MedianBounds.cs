using MathNet.Numerics;
using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling.Bytes;

/// <summary>
/// Bounds of the median of a population from a sample of it, without any assumption about its distribution: two order statistics, the same number of
/// places from either end, with the sign test's misrate (David, H. A. and Nagaraja, H. N. 2003, "Order Statistics", 3rd ed., sec. 7.1).
/// </summary>
public static class MedianBounds
{
    /// <summary>The narrowest such bounds; null where there are too few values.</summary>
    /// <param name="values">The sample, in any order.</param>
    /// <param name="misrate">How often the bounds may miss, above 0 and below 1.</param>
    public static Bounds? FromValues(IReadOnlyCollection<double> values, double misrate)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] sorted = [.. values.Order()];
        int places = 0;
        for (double missed = 0; places < sorted.Length / 2; places++)
        {
            // How often more than all but so many values lie on one side of the median.
            missed += 2 * Math.Exp(SpecialFunctions.BinomialLn(sorted.Length, places) - (sorted.Length * Math.Log(2)));
            if (missed > misrate)
            {
                break;
            }
        }

        return places == 0 ? null : new Bounds(sorted[places - 1], sorted[^places]);
    }
}
