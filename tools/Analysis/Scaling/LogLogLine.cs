namespace CompileBench.Analysis.Scaling;

/// <summary>A straight line through points that are already logarithms, by weighted least squares, and how much the points bend away from it.</summary>
internal readonly struct LogLogLine
{
    private LogLogLine(double meanX, double meanY, double slope, double sumSquaresX) =>
        (MeanX, MeanY, Slope, SumSquaresX) = (meanX, meanY, slope, sumSquaresX);

    internal double MeanX { get; }

    internal double MeanY { get; }

    internal double Slope { get; }

    /// <summary>Weighted sum of squares of x about its mean: the slope's variance is that of a point of weight 1 over this.</summary>
    internal double SumSquaresX { get; }

    internal double At(double x) => MeanY + (Slope * (x - MeanX));

    internal static LogLogLine Through(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights)
    {
        double meanX = Mean(x, weights);
        double meanY = Mean(y, weights);
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            xx += weights[i] * (x[i] - meanX) * (x[i] - meanX);
            xy += weights[i] * (x[i] - meanX) * (y[i] - meanY);
        }

        return new LogLogLine(meanX, meanY, xy / xx, xx);
    }

    /// <summary>
    /// The bend: the quadratic term that the line leaves out, as the change of slope from the first point to the last,
    /// and the standard error of that change in units of the points' own deviation (partial regression, Draper and Smith 1998, ch. 6).
    /// </summary>
    internal (double SlopeChange, double UnitError) Bend(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights)
    {
        Span<double> squared = stackalloc double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            squared[i] = (x[i] - MeanX) * (x[i] - MeanX);
        }

        LogLogLine trend = Through(x, squared, weights);
        double along = 0;
        double length = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double left = squared[i] - trend.At(x[i]);
            along += weights[i] * left * (y[i] - At(x[i]));
            length += weights[i] * left * left;
        }

        double width = 2 * (x[^1] - x[0]);
        return (width * along / length, width / Math.Sqrt(length));
    }

    private static double Mean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += weights[i] * values[i];
            total += weights[i];
        }

        return sum / total;
    }
}
