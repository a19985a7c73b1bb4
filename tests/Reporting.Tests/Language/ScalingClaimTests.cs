using CompileBench.Analysis.Scaling;
using CompileBench.Reporting.Language;
using Xunit;

namespace CompileBench.Reporting.Tests.Language;

public sealed class ScalingClaimTests
{
    private static readonly double[] Wobble = [0.4, -0.9, 0.7, -0.1, -0.6, 0.8];

    private static ScalingPoint[] Ladder(double exponent, double wobble) => [.. Wobble.Select((w, i) =>
        ScalingPoint.Measured(100 * (1 << i), [Math.Pow(100 * (1 << i), exponent) * (1 + (wobble * w))]))];

    [Fact]
    public void ForFit_Quadratic_SaysFasterThanTheModule() => Assert.Matches(
        @"^time grows as size\^\d\.\d\d \(1\.\d\d to 2\.\d\d\) from size 100 to 3200: faster than the module$",
        ScalingClaim.ForFit(ScalingFit.FromPoints(Ladder(2, 0.01)), "time"));

    [Fact]
    public void ForFit_Linear_SaysNoFaster() => Assert.EndsWith(
        "from size 100 to 3200: no faster than the module", ScalingClaim.ForFit(ScalingFit.FromPoints(Ladder(1, 0.01)), "memory"), StringComparison.Ordinal);

    [Fact]
    public void ForFit_WildScatter_SaysNoVerdict() =>
        Assert.EndsWith(": no verdict", ScalingClaim.ForFit(ScalingFit.FromPoints(Ladder(1, 0.5)), "time"), StringComparison.Ordinal);

    [Fact]
    public void ForFit_CutOffFarAbove_SaysAtLeast() => Assert.Matches(
        @"^time runs away at the top: at least size\^\d\.\d\d from size 1600 to 6400, where the limit cut it off$",
        ScalingClaim.ForFit(ScalingFit.FromPoints([.. Ladder(1, 0.01), ScalingPoint.Censored(6400, 1e7)]), "time"));

    [Fact]
    public void ForFit_TooFewSizes_SaysHowMany() => Assert.Equal(
        "time was measured at too few sizes for a law (2 of at least 4)", ScalingClaim.ForFit(ScalingFit.FromPoints(Ladder(1, 0.01)[..2]), "time"));
}
