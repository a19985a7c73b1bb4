using MathNet.Numerics.Distributions;

namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>
/// Cost that doubles with every further <paramref name="DoublingStep"/> of size, and so has no exponent: its slope on log-log axes grows with the size.
/// It is told from a power law on the largest sizes by which of the two lines leaves less: ln(cost) against ln(size), or against the size itself.
/// </summary>
/// <param name="DoublingStep">By how much the size must grow for the cost to double.</param>
/// <param name="FromSize">The smallest size it was seen from.</param>
/// <param name="ToSize">The largest size it was seen to.</param>
public sealed record ExponentialGrowth(double DoublingStep, double FromSize, double ToSize)
{
    // Below the slope of a cubic at the top a bend is more likely a sum of powers that has not yet settled.
    private const double LeastTopSlope = 3;

    // How many times more of the scatter the power law must leave.
    private const double ClearRatio = 20;
    private const double TestMisrate = 0.001;
    private static readonly int[] Windows = [5, 4];

    /// <summary>Looks for exponential growth at the top of a curve.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="deviation">How far sizes scatter about a smooth curve.</param>
    /// <param name="degrees">The degrees of freedom of that.</param>
    internal static ExponentialGrowth? Find(GrowthCurve curve, double deviation, double degrees) =>
        Windows.Where(w => curve.Sizes.Length >= w)
            .Select(w => FindIn(curve.Sizes[^w..], curve.Logs[^w..], curve.Weights[^w..], deviation, degrees))
            .FirstOrDefault(g => g is not null);

    private static ExponentialGrowth? FindIn(double[] sizes, double[] logs, double[] weights, double deviation, double degrees)
    {
        double[] logSizes = [.. sizes.Select(s => Math.Log(s))];
        double topSlope = (logs[^1] - logs[^2]) / (logSizes[^1] - logSizes[^2]);
        if (topSlope < LeastTopSlope)
        {
            return null;
        }

        LogLogLine power = LogLogLine.Through(logSizes, logs, weights);
        LogLogLine exponential = LogLogLine.Through(sizes, logs, weights);
        double leftByPower = Left(power, logSizes, logs, weights);
        double leftByExponential = Left(exponential, sizes, logs, weights);
        double chance = FisherSnedecor.InvCDF(sizes.Length - 2, Math.Min(degrees, 1e6), 1 - TestMisrate);
        bool powerFails = leftByPower > chance * deviation * deviation;
        return powerFails && leftByPower > ClearRatio * leftByExponential
            ? new ExponentialGrowth(Math.Log(2) / exponential.Slope, sizes[0], sizes[^1])
            : null;
    }

    private static double Left(LogLogLine line, double[] x, double[] y, double[] weights) =>
        x.Select((v, i) => weights[i] * Math.Pow(y[i] - line.At(v), 2)).Sum() / (x.Length - 2);
}
