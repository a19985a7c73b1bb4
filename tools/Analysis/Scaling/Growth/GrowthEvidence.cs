using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>What one ladder says for and against superlinear growth.</summary>
/// <param name="Curve">The ladder's curve.</param>
/// <param name="Whole">The slope over the range of one power law.</param>
/// <param name="Local">The slope over the largest sizes.</param>
/// <param name="Deviation">How far sizes scatter about the curve, moderated over the study's ladders.</param>
/// <param name="Degrees">The degrees of freedom of that.</param>
internal sealed record GrowthEvidence(GrowthCurve Curve, Slope Whole, Slope Local, double Deviation, double Degrees)
{
    internal static GrowthEvidence FromCurve(GrowthCurve curve, ModeratedVariance scatter, GrowthOptions options)
    {
        (double variance, double degrees) = scatter.Moderate(Math.Pow(curve.Scatter.Deviation, 2), curve.Scatter.DegreesOfFreedom);
        double deviation = Math.Sqrt(variance);
        Slope whole = curve.Whole(deviation, degrees, options);
        Slope local = curve.Local(StudentQuantile.TwoSided(degrees, options.Misrate) * deviation, options);
        return new GrowthEvidence(curve, whole, local, deviation, degrees);
    }

    /// <summary>The p-value of "neither exponent is above the line".</summary>
    internal double SuperlinearProbability(double line) => Math.Min(1, 2 * Math.Min(TailAbove(Whole, line), TailAbove(Local, line)));

    /// <summary>The p-value of "an exponent is not below the line".</summary>
    internal double MildProbability(double line) => Whole.IsAtLeast || Local.IsAtLeast ? 1 : Math.Max(1 - TailAbove(Whole, line), 1 - TailAbove(Local, line));

    // How often chance alone brings a slope so far above the line.
    private double TailAbove(Slope slope, double line)
    {
        double distance = slope.Value - line;
        double error = Deviation * slope.UnitError;
        double tail = error > 0 ? StudentQuantile.TwoSidedTail(Degrees, Math.Abs(distance) / error) / 2 : 0;
        return distance > 0 ? tail : 1 - tail;
    }
}
