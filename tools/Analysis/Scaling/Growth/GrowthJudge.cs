using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>Judges the laws of one study, once the levels that correct for their number are known.</summary>
/// <param name="options">Lines and misrates.</param>
/// <param name="superlinearLevel">The one-sided misrate of lower bounds, for both exponents of a law together.</param>
/// <param name="mildLevel">The one-sided misrate of upper bounds.</param>
internal sealed class GrowthJudge(GrowthOptions options, double superlinearLevel, double mildLevel)
{
    internal GrowthLaw Judge(GrowthLadder ladder, GrowthEvidence evidence, PeerSlopes peers)
    {
        DecidingBound[] bounds = [Bound(DecidingExponent.Whole, evidence.Whole, evidence), Bound(DecidingExponent.Local, evidence.Local, evidence)];
        (double from, double to) = evidence.Curve.LogsOf(evidence.Local);
        double? slope = peers.MedianBetween(ladder, from, to);
        ExponentialGrowth? exponential = new ExponentialTest(evidence.Deviation).Find(evidence.Curve);
        (GrowthVerdict verdict, GrowthReason reason, DecidingBound deciding) = exponential is null
            ? Decide(bounds, slope)
            : (GrowthVerdict.Exponential, GrowthReason.Bounds, bounds.MaxBy(b => b.Bounds.Lower)!);
        return new GrowthLaw(
            ladder, Estimate(evidence, evidence.Whole), Estimate(evidence, evidence.Local), verdict, reason, deciding, slope, exponential, evidence.Deviation)
        {
            Scale = Math.Exp(evidence.Whole.Intercept),
        };
    }

    private (GrowthVerdict Verdict, GrowthReason Reason, DecidingBound Deciding) Decide(DecidingBound[] bounds, double? slopeOfPeers)
    {
        DecidingBound steepest = bounds.MaxBy(b => b.Bounds.Lower)!;
        DecidingBound widest = bounds.MaxBy(b => b.Bounds.Upper)! with { Line = options.MildLine };
        if (steepest.Bounds.Lower <= options.SuperlinearLine)
        {
            return widest.Bounds.Upper < options.MildLine
                ? (GrowthVerdict.AtMostMild, GrowthReason.Bounds, widest)
                : (GrowthVerdict.Open, GrowthReason.BoundsTooWide, widest);
        }

        double machine = Math.Clamp((slopeOfPeers ?? 1) - 1, 0, options.MostMachineExcess);
        return steepest.Bounds.Lower - machine > options.SuperlinearLine
            ? (GrowthVerdict.Superlinear, GrowthReason.Bounds, steepest)
            : (widest.Bounds.Upper - machine < options.MildLine ? GrowthVerdict.AtMostMild : GrowthVerdict.Open, GrowthReason.SharedBySetting, steepest);
    }

    private DecidingBound Bound(DecidingExponent exponent, Slope slope, GrowthEvidence evidence)
    {
        double error = evidence.Deviation * slope.UnitError;

        // Of two exponents either may call a law superlinear, so each lower bound gets half of the level; both must agree on mild.
        double below = StudentQuantile.TwoSided(evidence.Degrees, superlinearLevel) * error;
        double above = StudentQuantile.TwoSided(evidence.Degrees, 2 * mildLevel) * error;
        return new DecidingBound(
            exponent, slope.Value, new Bounds(slope.Value - below, slope.IsAtLeast ? double.PositiveInfinity : slope.Value + above), options.SuperlinearLine);
    }

    private ExponentEstimate Estimate(GrowthEvidence evidence, Slope slope)
    {
        (double from, double to) = evidence.Curve.SizesOf(slope);
        double error = StudentQuantile.TwoSided(evidence.Degrees, options.Misrate) * evidence.Deviation * slope.UnitError;
        return new ExponentEstimate(slope.Value, new Bounds(slope.Value - error, slope.IsAtLeast ? double.PositiveInfinity : slope.Value + error), from, to);
    }
}
