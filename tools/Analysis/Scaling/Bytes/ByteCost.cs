using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling.Bytes;

/// <summary>
/// What a byte of one shape costs under one setting, held against real modules. An exponent says how cost grows; a shape that grows linearly can
/// nevertheless take a hundred times as long as a real module of its size.
/// </summary>
/// <param name="Size">The largest size of the shape whose time has bounds.</param>
/// <param name="Nanoseconds">The time of one compile over the bytes of the file at that size, in nanoseconds per byte.</param>
/// <param name="Ratio">That over the median of real modules.</param>
/// <param name="Bounds">The bounds of the ratio, those of the median included; null where the median has none.</param>
public sealed record ByteCost(double Size, double Nanoseconds, double Ratio, Bounds? Bounds)
{
    /// <summary>
    /// From this ratio on a cost per byte is high. Of the published run's 13 real modules the one with the largest cost per byte has 1.3 to 2.0 times
    /// the median of its setting, so that no mixture of real code reaches ten times.
    /// </summary>
    public const double HighLine = 10;

    /// <summary>How often the bounds may miss: half of it for the shape's time, half for the median of real modules.</summary>
    public const double Misrate = 0.05;

    /// <summary>The verdict.</summary>
    public ByteCostVerdict Verdict => Bounds is not { } bounds ? ByteCostVerdict.NotKnown
        : bounds.Lower > HighLine ? ByteCostVerdict.High
        : bounds.Upper < HighLine ? ByteCostVerdict.Usual
        : ByteCostVerdict.NotKnown;

    /// <summary>Compares a ladder with real modules.</summary>
    /// <param name="points">The ladder's sizes, with times in nanoseconds.</param>
    /// <param name="bytesOf">The bytes of the module of a size; null where they are not known.</param>
    /// <param name="usual">What real modules cost under the same setting, measured on the same host with the same engine.</param>
    /// <returns>Null where no size has bounds and bytes.</returns>
    public static ByteCost? FromLadder(IEnumerable<ScalingPoint> points, Func<double, long?> bytesOf, UsualByteCost usual)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(bytesOf);
        ArgumentNullException.ThrowIfNull(usual);
        foreach (ScalingPoint point in points.OrderByDescending(p => p.Size))
        {
            if (point.Centre is { } centre && centre.LogBounds(Misrate / 2)?.Exp() is { } time && bytesOf(point.Size) is { } bytes and > 0)
            {
                double cost = Math.Exp(centre.Value) / bytes;
                Bounds? bounds = usual.Bounds is { } median ? new Bounds(time.Lower / bytes / median.Upper, time.Upper / bytes / median.Lower) : null;
                return new ByteCost(point.Size, cost, cost / usual.Nanoseconds, bounds);
            }
        }

        return null;
    }
}
