using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Ratios;

public sealed class SettingSummaryTests
{
    private static ModuleRatio Ratio(string module, double ratio, double? variance = 1e-4, double degrees = 4) =>
        new(module, new RatioEstimate(ratio, null, BoundsBasis.Launches, new LogCentre(Math.Log(ratio), variance, degrees, BoundsBasis.Launches)));

    [Fact]
    public void FromRatios_HalfAndDouble_AverageToOne()
    {
        SettingSummary summary = SettingSummary.FromRatios("s", [Ratio("a", 0.5), Ratio("b", 2.0)])!;

        Assert.Equal(1, summary.Ratio, 9);
        Assert.Equal(("a", "b", 2), (summary.Minimum.Module, summary.Maximum.Module, summary.ModuleCount));
    }

    [Fact]
    public void FromRatios_ModulesThatDisagree_HasWiderBoundsForModulesLikeTheseThanForThese()
    {
        SettingSummary summary = SettingSummary.FromRatios("s", [Ratio("a", 0.3), Ratio("b", 0.5), Ratio("c", 0.4), Ratio("d", 0.6)])!;

        Assert.True(summary.Bounds!.Value.Lower < summary.MeasurementBounds!.Value.Lower);
        Assert.True(summary.Bounds.Value.Upper > summary.MeasurementBounds.Value.Upper);
    }

    [Fact]
    public void FromRatios_ThreeKnownRatios_MatchesTheTIntervalWorkedByHand()
    {
        // ln ratios -1, 0, 1: mean 0, s = 1, t(2) = 4.303, so ±4.303 / sqrt 3.
        SettingSummary summary = SettingSummary.FromRatios("s", [Ratio("a", Math.Exp(-1)), Ratio("b", 1), Ratio("c", Math.E)])!;

        Assert.Equal(4.303 / Math.Sqrt(3), Math.Log(summary.Bounds!.Value.Upper), 3);
    }

    [Fact]
    public void FromRatios_OneModule_HasOnlyMeasurementBounds()
    {
        SettingSummary summary = SettingSummary.FromRatios("s", [Ratio("a", 0.5)])!;

        Assert.Null(summary.Bounds);
        Assert.NotNull(summary.MeasurementBounds);
    }

    [Fact]
    public void FromRatios_ModuleOfUnknownUncertainty_HasNoMeasurementBounds() =>
        Assert.Null(SettingSummary.FromRatios("s", [Ratio("a", 0.5), Ratio("b", 0.6, variance: null)])!.MeasurementBounds);

    [Fact]
    public void FromRatios_NoModules_IsNull() => Assert.Null(SettingSummary.FromRatios("s", []));
}
