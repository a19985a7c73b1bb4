namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>
/// Cost that doubles with every further <paramref name="DoublingStep"/> of size, and so has no exponent: its slope on log-log axes grows with the size.
/// It is found by <see cref="ExponentialTest"/>.
/// </summary>
/// <param name="DoublingStep">By how much the size must grow for the cost to double.</param>
/// <param name="FromSize">The smallest size at which the exponential term is at least half of the cost.</param>
/// <param name="ToSize">The largest size it was seen to.</param>
public sealed record ExponentialGrowth(double DoublingStep, double FromSize, double ToSize)
{
    /// <summary>The constant term, in the unit of the cost.</summary>
    public double Constant { get; init; }

    /// <summary>The linear term per unit of size.</summary>
    public double PerUnit { get; init; }

    /// <summary>The exponential term at size 0.</summary>
    public double Scale { get; init; }

    /// <summary>The cost at a size: the sum of the three terms.</summary>
    public double At(double size) => Constant + (PerUnit * size) + (Scale * Math.Pow(2, size / DoublingStep));
}
