using MathNet.Numerics.Distributions;

namespace CompileBench.Analysis.Scaling;

/// <summary>
/// A line through points of which the last are known only to lie above a bound: Schmee, J. and Hahn, G. J. (1979),
/// "A simple method for regression analysis with censored data", Technometrics 21(4). A censored point is replaced by what the line expects of a
/// value known to exceed its bound, and the line is drawn again, until it stays. Where the line already passes well above the bound the
/// point says nothing new, and the line does not move.
/// </summary>
internal static class CensoredLine
{
    private const int MostRounds = 200;

    /// <summary>The line.</summary>
    /// <param name="x">Logarithms of all sizes, the measured ones first.</param>
    /// <param name="y">Logarithms of the measured values, then of the bounds.</param>
    /// <param name="measured">How many of them are measured, at least two.</param>
    /// <param name="deviation">How far values scatter about the line.</param>
    /// <param name="weights">How much each point counts.</param>
    internal static LogLogLine Through(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights, int measured, double deviation)
    {
        LogLogLine line = LogLogLine.Through(x[..measured], y[..measured], weights[..measured]);
        deviation = Math.Max(deviation, 1e-9);
        Span<double> filled = stackalloc double[y.Length];
        y.CopyTo(filled);
        for (int round = 0; round < MostRounds && measured < x.Length; round++)
        {
            for (int i = measured; i < x.Length; i++)
            {
                filled[i] = ExpectedAbove(y[i], line.At(x[i]), deviation);
            }

            LogLogLine next = LogLogLine.Through(x, filled, weights);
            bool settled = Math.Abs(next.Slope - line.Slope) < 1e-9;
            line = next;
            if (settled)
            {
                break;
            }
        }

        return line;
    }

    // Mean of a normal value given that it exceeds the bound.
    private static double ExpectedAbove(double bound, double mean, double deviation)
    {
        double z = (bound - mean) / deviation;
        if (z > 6)
        {
            return bound + (deviation / z);
        }

        return mean + (deviation * Normal.PDF(0, 1, z) / Normal.CDF(0, 1, -z));
    }
}
