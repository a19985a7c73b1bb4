using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Scaling;

public sealed class PowerLawFitTests
{
    [Fact]
    public void Fit_ExactSquareLaw_FindsIt()
    {
        PowerLawFit fit = PowerLawFit.Fit([(1, 3), (2, 12), (4, 48), (8, 192)])!;

        Assert.Equal(2, fit.Exponent, 9);
        Assert.Equal(3, fit.Scale, 9);
        Assert.Equal(1, fit.Determination, 9);
        Assert.Equal(300, fit.At(10), 6);
    }

    [Fact]
    public void Fit_ScatteredPoints_MatchesTheRegressionWorkedByHand()
    {
        // ln x = 0, 1, 2; ln y = 0, 2, 1: slope 0.5, residual sum 1.5, s = 1.2247, standard error s / sqrt 2, t(1) = 12.706.
        PowerLawFit fit = PowerLawFit.Fit([(1, 1), (Math.E, Math.Exp(2)), (Math.Exp(2), Math.E)])!;

        Assert.Equal(0.5, fit.Exponent, 9);
        Assert.Equal(0.5 + (12.706 * Math.Sqrt(1.5) / Math.Sqrt(2)), fit.ExponentBounds.Upper, 2);
    }

    [Fact]
    public void PredictionBand_AwayFromTheMiddle_IsWider()
    {
        PowerLawFit fit = PowerLawFit.Fit([(1, 1), (2, 2.2), (4, 3.9), (8, 8.5)])!;

        Bounds middle = fit.PredictionBand(Math.Sqrt(8));
        Bounds end = fit.PredictionBand(100);

        Assert.True(middle.Contains(fit.At(Math.Sqrt(8))));
        Assert.True(end.Upper / end.Lower > middle.Upper / middle.Lower);
    }

    [Fact]
    public void Fit_PointsWithoutAPositiveValue_AreLeftOut() =>
        Assert.Equal(3, PowerLawFit.Fit([(1, 1), (2, 2), (4, 4), (0, 5), (8, 0), (double.NaN, 3)])!.PointCount);

    [Fact]
    public void Fit_TwoPoints_IsNull() => Assert.Null(PowerLawFit.Fit([(1, 1), (2, 2)]));

    [Fact]
    public void Fit_OneX_IsNull() => Assert.Null(PowerLawFit.Fit([(3, 1), (3, 2), (3, 5)]));
}
