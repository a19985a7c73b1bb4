using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Language;
using Xunit;

namespace CompileBench.Reporting.Tests.Language;

public sealed class SettingClaimTests
{
    [Fact]
    public void ForSummary_ClearDifference_GivesBothBounds() => Assert.Equal(
        "winch compiles 2.1x faster than speed-backtracking on 24 modules (1.8x to 2.4x for similar modules; 2.08x to 2.13x for exactly these modules)",
        SettingClaim.ForSummary(Summary(0.476, new Bounds(0.41, 0.55), new Bounds(0.4695, 0.4808), 0.3, 0.7), "speed-backtracking"));

    [Fact]
    public void ForSummary_FasterEverywhereButWide_DoesNotSpeakForOthers() => Assert.Equal(
        "winch takes 0.19x of speed-backtracking's time on 24 modules: faster on each of them; for other modules the bounds are too wide",
        SettingClaim.ForSummary(Summary(0.19, new Bounds(0.009, 4.2), null, 0.15, 0.25), "speed-backtracking"));

    [Fact]
    public void ForSummary_Mixed_SaysSo() => Assert.Equal(
        "winch takes 1.04x (0.95x to 1.15x) of speed-backtracking's time on 24 modules: faster on some, slower on others; on similar modules it may be either",
        SettingClaim.ForSummary(Summary(1.04, new Bounds(0.95, 1.15), null, 0.8, 1.3), "speed-backtracking"));

    [Fact]
    public void ForSummary_WithoutBounds_ClaimsNoDirection() => Assert.Equal(
        "winch takes 2.00x of speed-backtracking's time on 24 modules (too few samples for bounds): not clear whether faster or slower",
        SettingClaim.ForSummary(Summary(2, null, null, 2, 2), "speed-backtracking"));

    [Fact]
    public void ForSummary_BoundsForTheseModulesOnly_ClaimsADirectionWhereTheyExcludeOne()
    {
        Assert.StartsWith("winch compiles 1.30x slower", SettingClaim.ForSummary(Summary(1.3, null, new Bounds(1.25, 1.36), 1.3, 1.3), "speed-backtracking"), StringComparison.Ordinal);
        Assert.EndsWith("not clear whether faster or slower", SettingClaim.ForSummary(Summary(1.02, null, new Bounds(0.9, 1.2), 1.02, 1.02), "speed-backtracking"), StringComparison.Ordinal);
    }

    [Fact]
    public void ForSummary_NotClearForTheseModules_ClaimsNothingOfSimilarOnes() => Assert.Equal(
        "winch takes 0.64x of speed-backtracking's time on 24 modules (0.32x to 1.27x for exactly these modules): not clear whether faster or slower",
        SettingClaim.ForSummary(Summary(0.64, new Bounds(0.56, 0.73), new Bounds(0.32, 1.27), 0.5, 0.7), "speed-backtracking"));

    [Fact]
    public void Label_OfAChart_ClaimsWhatTheSentenceClaims()
    {
        Assert.Equal("2.1x faster (1.8x to 2.4x)", SettingClaim.Label(Summary(0.476, new Bounds(0.41, 0.55), new Bounds(0.4695, 0.4808), 0.3, 0.7)));
        Assert.Equal("1.04x (0.95x to 1.15x)", SettingClaim.Label(Summary(1.04, new Bounds(0.95, 1.15), null, 0.8, 1.3)));
        Assert.Equal("0.64x (0.32x to 1.27x), not clear", SettingClaim.Label(Summary(0.64, new Bounds(0.56, 0.73), new Bounds(0.32, 1.27), 0.5, 0.7)));
        Assert.Equal("2.00x (no bounds), not clear", SettingClaim.Label(Summary(2, null, null, 2, 2)));
        Assert.Equal("1.30x slower (1.25x to 1.36x)", SettingClaim.Label(Summary(1.3, null, new Bounds(1.25, 1.36), 1.3, 1.3)));
    }

    private static SettingSummary Summary(double ratio, Bounds? bounds, Bounds? measurement, double minimum, double maximum) =>
        new("winch", ratio, bounds, measurement, 24, Module(minimum), Module(maximum));

    private static ModuleRatio Module(double ratio) =>
        new("m", new RatioEstimate(ratio, null, BoundsBasis.Unknown, new LogCentre(Math.Log(ratio), null, 0, BoundsBasis.Unknown)));
}
