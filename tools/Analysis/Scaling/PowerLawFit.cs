using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling;

/// <summary>
/// A power law y = scale · x^exponent through scattered points: ordinary least squares of ln y on ln x, with the textbook t intervals
/// for the slope and the prediction band for a new point (Draper, N. R. and Smith, H. 1998, "Applied Regression Analysis", 3rd ed., ch. 1 and 3).
/// It describes how *different* modules lie; for one shape at many sizes use <c>ScalingFit</c>.
/// </summary>
public sealed record PowerLawFit
{
    private readonly double _meanLogX;
    private readonly double _meanLogY;
    private readonly double _sumSquaresX;

    private PowerLawFit(double meanLogX, double meanLogY, double sumSquaresX) =>
        (_meanLogX, _meanLogY, _sumSquaresX) = (meanLogX, meanLogY, sumSquaresX);

    /// <summary>The fewest points a line with an interval needs.</summary>
    public const int FewestPoints = 3;

    /// <summary>The exponent: 1 is proportional.</summary>
    public required double Exponent { get; init; }

    /// <summary>Where the exponent lies.</summary>
    public required Bounds ExponentBounds { get; init; }

    /// <summary>The value at x = 1, in y's unit.</summary>
    public double Scale => At(1);

    /// <summary>Standard deviation of ln y about the line: 0.1 is roughly ten per cent.</summary>
    public required double ResidualDeviation { get; init; }

    /// <summary>Share of the variance of ln y that the line explains, 0 to 1.</summary>
    public required double Determination { get; init; }

    /// <summary>How many points were used.</summary>
    public required int PointCount { get; init; }

    /// <summary>Smallest and largest x used: the line says nothing outside.</summary>
    public required Bounds Range { get; init; }

    /// <summary>How often the bounds may miss.</summary>
    public required double Misrate { get; init; }

    /// <summary>Fits points; those whose x or y is not above 0 are left out.</summary>
    /// <param name="points">The points, x and y in any unit.</param>
    /// <param name="misrate">How often bounds may miss, above 0 and below 1.</param>
    /// <returns>Null for fewer than <see cref="FewestPoints"/> usable points or when all have one x.</returns>
    public static PowerLawFit? Fit(IEnumerable<(double X, double Y)> points, double misrate = TimeEstimate.DefaultMisrate)
    {
        ArgumentNullException.ThrowIfNull(points);
        (double X, double Y)[] usable = points.Where(p => IsUsable(p.X) && IsUsable(p.Y)).ToArray();
        (double X, double Y)[] logs = usable.Select(p => (Math.Log(p.X), Math.Log(p.Y))).ToArray();
        int n = logs.Length;
        if (n < FewestPoints)
        {
            return null;
        }

        double meanX = logs.Average(p => p.X);
        double meanY = logs.Average(p => p.Y);
        double xx = logs.Sum(p => (p.X - meanX) * (p.X - meanX));
        if (xx < 1e-12)
        {
            return null;
        }

        double slope = logs.Sum(p => (p.X - meanX) * (p.Y - meanY)) / xx;
        double residual = logs.Sum(p => Math.Pow(p.Y - meanY - (slope * (p.X - meanX)), 2));
        double total = logs.Sum(p => (p.Y - meanY) * (p.Y - meanY));
        double deviation = Math.Sqrt(residual / (n - 2));
        double reach = StudentQuantile.TwoSided(n - 2, misrate) * deviation / Math.Sqrt(xx);
        return new PowerLawFit(meanX, meanY, xx)
        {
            Exponent = slope,
            ExponentBounds = new Bounds(slope - reach, slope + reach),
            ResidualDeviation = deviation,
            Determination = total > 0 ? Math.Clamp(1 - (residual / total), 0, 1) : 1,
            PointCount = n,
            Range = new Bounds(usable.Min(p => p.X), usable.Max(p => p.X)),
            Misrate = misrate,
        };
    }

    /// <summary>The line's value at <paramref name="x"/>, which is above 0.</summary>
    public double At(double x) => Math.Exp(LogAt(x));

    /// <summary>Where a new point at <paramref name="x"/> falls but for the misrate: the band to draw.</summary>
    public Bounds PredictionBand(double x)
    {
        double distance = Math.Log(x) - _meanLogX;
        double reach = StudentQuantile.TwoSided(PointCount - 2, Misrate) * ResidualDeviation
            * Math.Sqrt(1 + (1.0 / PointCount) + (distance * distance / _sumSquaresX));
        double log = LogAt(x);
        return new Bounds(log - reach, log + reach).Exp();
    }

    private double LogAt(double x) => _meanLogY + (Exponent * (Math.Log(x) - _meanLogX));

    private static bool IsUsable(double value) => value > 0 && double.IsFinite(value);
}
