using MathNet.Numerics.Distributions;

namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>
/// Tells exponential growth from powers. Two sums are fitted to the sizes: powers of the size up to the fourth, each with a coefficient that is not
/// below 0, and a constant, a linear and an exponential term. Growth is exponential where the first sum surely fails and the second holds. Sums of
/// powers include whatever a compiler's steps cost together, with knees and a cost of starting, so that none of these passes for exponential growth.
/// </summary>
/// <param name="deviation">How far sizes scatter about a smooth curve, as a deviation of the logarithm.</param>
internal sealed class ExponentialTest(double deviation)
{
    private const int HighestPower = 4;
    private const int FewestSizes = 5;

    // Below the slope of a cubic at the top nothing needs to be explained.
    private const double LeastTopSlope = 3;

    // How many times more of the scatter the powers must leave.
    private const double ClearRatio = 4;
    private const double PowersMisrate = 0.001;
    private const double ExponentialMisrate = 0.01;

    // Sizes are trusted to 10% at best: no sum of three terms describes a compiler more closely, however exact its counts are. A scatter above 20% is
    // no scatter of times: it is how far an exponential lies from the smooth curve of a power law.
    private const double LeastDeviation = 0.1;
    private const double MostDeviation = 0.2;

    private readonly double _variance = Math.Pow(Math.Clamp(deviation, LeastDeviation, MostDeviation), 2);

    /// <summary>Looks for exponential growth at the top of a curve.</summary>
    /// <returns>Null where powers describe the curve, or nothing does.</returns>
    internal ExponentialGrowth? Find(GrowthCurve curve)
    {
        (double[] sizes, double[] logs) = (curve.Sizes, curve.Logs);
        if (sizes.Length < FewestSizes || (logs[^1] - logs[^2]) / Math.Log(sizes[^1] / sizes[^2]) < LeastTopSlope)
        {
            return null;
        }

        // Over as many sizes as the exponential sum describes. Powers that describe all of them describe any part.
        for (int window = sizes.Length; window >= FewestSizes; window--)
        {
            var points = new CostPoints(sizes[^window..], [.. logs[^window..].Select(l => Math.Exp(l - logs[^1]))], curve.Weights[^window..]);
            (double left, bool fail) = TryPowers(points);
            if (!fail)
            {
                return null;
            }

            if (ExponentialFit.FromPoints(points, LeastTopSlope) is { } exponential && exponential.Left <= LimitOf(exponential.Degrees, ExponentialMisrate))
            {
                return left > ClearRatio * exponential.Left ? exponential.ToGrowth(points, Math.Exp(logs[^1])) : null;
            }
        }

        return null;
    }

    private (double Left, bool Fail) TryPowers(CostPoints points)
    {
        CostSum powers = CostSum.Fit(points, [.. Enumerable.Range(0, HighestPower + 1).Select(p => points.TermOf(share => Math.Pow(share, p)))]);
        int degreesLeft = Math.Max(1, points.Count - powers.Terms);
        double left = powers.Squares / degreesLeft;
        return (left, left > LimitOf(degreesLeft, PowersMisrate));
    }

    // What chance leaves of a sum that holds, as a variance.
    private double LimitOf(int degreesLeft, double misrate) => _variance * ChiSquared.InvCDF(degreesLeft, 1 - misrate) / degreesLeft;
}
