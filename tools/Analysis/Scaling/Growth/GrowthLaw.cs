using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>What a study says of one ladder.</summary>
/// <param name="Ladder">The ladder.</param>
/// <param name="Whole">The exponent over the sizes where one power law holds; null where there are too few sizes.</param>
/// <param name="Local">The exponent over the largest sizes; null where there are too few.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reason">Why.</param>
/// <param name="Deciding">The exponent and the line that the verdict rests on, or that keeps it open; null without exponents.</param>
/// <param name="SlopeOfPeers">The median slope of the setting's other shapes at the times of the local exponent; null where too few have any.</param>
/// <param name="Exponential">The law where growth is exponential; null where a power law describes it, or neither can be told.</param>
/// <param name="Scatter">How far sizes scatter about the curve, as a deviation of the logarithm, moderated over the study's ladders; null without exponents.</param>
public sealed record GrowthLaw(
    GrowthLadder Ladder,
    ExponentEstimate? Whole,
    ExponentEstimate? Local,
    GrowthVerdict Verdict,
    GrowthReason Reason,
    DecidingBound? Deciding,
    double? SlopeOfPeers,
    ExponentialGrowth? Exponential,
    double? Scatter)
{
    /// <summary>The ladder's sizes.</summary>
    public IReadOnlyList<ScalingPoint> Points => Ladder.Points;

    /// <summary>Whether cost grows faster than the size: superlinearly or exponentially.</summary>
    public bool IsSuperlinear => Verdict is GrowthVerdict.Superlinear or GrowthVerdict.Exponential;

    /// <summary>The value at size 1 of the line of <see cref="Whole"/>: <c>value = Scale · size ^ Whole</c>; null without exponents.</summary>
    public double? Scale { get; init; }

    /// <summary>The fitted value at a size: the line's, or where growth is exponential its sum's; null without exponents.</summary>
    public double? At(double size) => Exponential is { } exponential ? exponential.At(size) : Scale is { } scale && Whole is { } whole ? scale * Math.Pow(size, whole.Value) : null;

    /// <summary>The largest size within <paramref name="budget"/>, in the points' unit.</summary>
    public LargestWithin LargestWithinBudget(double budget) => LargestWithin.Find(Points, budget);
}

/// <summary>The bound that decides, or fails to decide, a verdict.</summary>
/// <param name="Exponent">Which exponent.</param>
/// <param name="Value">Its value.</param>
/// <param name="Bounds">Its bounds, corrected for the number of laws and for two exponents of each (<see cref="GrowthOptions.FalseVerdicts"/>): the lower one is held against
/// <see cref="GrowthOptions.SuperlinearLine"/>, the upper one against <see cref="GrowthOptions.MildLine"/>.</param>
/// <param name="Line">The line it is held against.</param>
public sealed record DecidingBound(DecidingExponent Exponent, double Value, Bounds Bounds, double Line);
