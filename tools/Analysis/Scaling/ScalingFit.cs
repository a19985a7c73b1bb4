namespace CompileBench.Analysis.Scaling;

/// <summary>
/// The law a ladder follows: time or memory against size for one shape, setting and engine.
/// Each size counts once, by its median; exponents are slopes of least-squares lines through the logarithms, with t bounds from the scatter of
/// the sizes about the line. That scatter holds everything that differs between sizes by chance, processes included, which the scatter of
/// samples within one size does not.
/// </summary>
public sealed record ScalingFit
{
    /// <summary>The exponent over the sizes where one law holds, the largest among them.</summary>
    public required ExponentEstimate? Exponent { get; init; }

    /// <summary>The exponent over the largest sizes alone.</summary>
    public required ExponentEstimate? LocalExponent { get; init; }

    /// <summary>Linear, superlinear or open.</summary>
    public required ScalingVerdict Verdict { get; init; }

    /// <summary>Standard deviation of ln value about the line; null where there is no line.</summary>
    public required double? Scatter { get; init; }

    /// <summary>For each measured size in the range, ln value minus the line.</summary>
    public required IReadOnlyList<double> Residuals { get; init; }

    /// <summary>The line's value at size 1: <c>value = Scale · size ^ Exponent</c>; null where there is no line.</summary>
    public required double? Scale { get; init; }

    /// <summary>All points, by size.</summary>
    public required IReadOnlyList<ScalingPoint> Points { get; init; }

    /// <summary>The line's value at a size; null where there is no line.</summary>
    public double? At(double size) => Scale is { } scale ? scale * Math.Pow(size, Exponent!.Value) : null;

    /// <summary>The largest size within <paramref name="budget"/>, in the points' unit.</summary>
    public LargestWithin LargestWithinBudget(double budget) => LargestWithin.Find(Points, budget);

    /// <summary>
    /// Fits a ladder. With fewer than four different measured sizes there is no exponent and the verdict is open. A size given several times
    /// is its last point that has a value; one that is no finite number above 0 is left out.
    /// </summary>
    public static ScalingFit FromPoints(IEnumerable<ScalingPoint> points, ScalingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        var bySize = points.Where(p => p.Size > 0 && double.IsFinite(p.Size)).GroupBy(p => p.Size).OrderBy(g => g.Key);
        return new ScalingFitter([.. bySize.Select(g => g.LastOrDefault(p => p.Centre is not null) ?? g.Last())], options ?? new ScalingOptions()).Fit();
    }
}
