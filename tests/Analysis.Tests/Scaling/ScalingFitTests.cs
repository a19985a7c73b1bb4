using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Scaling;

public sealed class ScalingFitTests
{
    private static ScalingPoint[] Ladder(int sizes, Func<double, double> law) =>
        Enumerable.Range(0, sizes).Select(i => 100 * Math.Pow(2, i)).Select(n => ScalingPoint.Measured(n, [law(n)])).ToArray();

    // A per cent of scatter in a fixed pattern, so that there is something to judge a bend by.
    private static double Scatter(double n) => 1 + (0.01 * Math.Sin(n));

    [Theory]
    [InlineData(0.5, ScalingVerdict.Linear)]
    [InlineData(1, ScalingVerdict.Linear)]
    [InlineData(1.5, ScalingVerdict.Superlinear)]
    [InlineData(2, ScalingVerdict.Superlinear)]
    public void FromPoints_PowerLaw_FindsExponentAndVerdict(double exponent, ScalingVerdict verdict)
    {
        ScalingFit fit = ScalingFit.FromPoints(Ladder(7, n => 3 * Math.Pow(n, exponent)));

        Assert.Equal(exponent, fit.Exponent!.Value, 6);
        Assert.Equal(exponent, fit.LocalExponent!.Value, 6);
        Assert.Equal(3, fit.Scale!.Value, 4);
        Assert.Equal(3 * Math.Pow(5000, exponent), fit.At(5000)!.Value, 3);
        Assert.Equal(verdict, fit.Verdict);
    }

    [Fact]
    public void FromPoints_CostOfStarting_IsLeftOutOfTheRange()
    {
        ScalingFit fit = ScalingFit.FromPoints(Ladder(9, n => (5000 + n) * Scatter(n)));

        Assert.True(fit.Exponent!.FromSize > 100);
        Assert.Equal(25600, fit.Exponent.ToSize);
        Assert.Equal(ScalingVerdict.Linear, fit.Verdict);
    }

    [Fact]
    public void FromPoints_QuadraticHiddenByALinearPart_IsFoundAtTheTop()
    {
        ScalingFit fit = ScalingFit.FromPoints(Ladder(9, n => ((2000 * n) + (n * n)) * Scatter(n)));

        Assert.Equal(ScalingVerdict.Superlinear, fit.Verdict);
        Assert.InRange(fit.LocalExponent!.Value, 1.75, 2.0);
    }

    [Fact]
    public void FromPoints_LimitFarAboveTheLine_SaysAtLeastHowSteep()
    {
        ScalingPoint[] points = [.. Ladder(6, n => n * Scatter(n)), ScalingPoint.Censored(6400, 1e6)];

        ScalingFit fit = ScalingFit.FromPoints(points);

        Assert.Equal(ScalingVerdict.Superlinear, fit.Verdict);
        Assert.True(double.IsPositiveInfinity(fit.LocalExponent!.Bounds.Upper));
        Assert.Equal(6400, fit.LocalExponent.ToSize);
    }

    [Fact]
    public void FromPoints_LimitThatTheLinePassesAnyway_ChangesNothing()
    {
        ScalingPoint[] measured = Ladder(6, n => n * n * Scatter(n));

        ScalingFit with = ScalingFit.FromPoints([.. measured, ScalingPoint.Censored(6400, 3e6)]);
        ScalingFit without = ScalingFit.FromPoints(measured);

        Assert.Equal(without.Exponent!.Value, with.Exponent!.Value, 3);
        Assert.Equal(without.LocalExponent, with.LocalExponent);
    }

    [Fact]
    public void FromPoints_LimitBelowAMeasuredSize_IsIgnored()
    {
        ScalingPoint[] measured = Ladder(6, n => n * Scatter(n));

        Assert.Equal(ScalingFit.FromPoints(measured).Exponent, ScalingFit.FromPoints([ScalingPoint.Censored(150, 1e9), .. measured]).Exponent);
    }

    [Fact]
    public void FromPoints_ThreeSizes_IsInconclusiveWithoutExponent()
    {
        ScalingFit fit = ScalingFit.FromPoints(Ladder(3, n => n * n));

        Assert.Null(fit.Exponent);
        Assert.Null(fit.At(100));
        Assert.Equal(ScalingVerdict.Inconclusive, fit.Verdict);
    }

    [Fact]
    public void FromPoints_FourRecordsOfOneSize_IsInconclusiveWithoutExponent()
    {
        ScalingFit fit = ScalingFit.FromPoints(Enumerable.Range(1, 4).Select(i => ScalingPoint.Measured(1, [i * 10.0])));

        Assert.Null(fit.Exponent);
        Assert.Equal(40, Assert.Single(fit.Points).Value!.Value, 9);
    }

    [Fact]
    public void FromPoints_SizesWhoseLogarithmsAreOne_IsInconclusiveWithoutExponent() =>
        Assert.Null(ScalingFit.FromPoints(Enumerable.Range(0, 4).Select(i => ScalingPoint.Measured(1e15 + i, [10.0 + i]))).Exponent);

    [Fact]
    public void FromPoints_ASizeMeasuredTwiceAtTheTop_TheLawIsThatOfTheSizes()
    {
        ScalingPoint[] ladder = Ladder(6, n => n * n * Scatter(n));

        ScalingFit fit = ScalingFit.FromPoints([.. ladder, ladder[^1], ladder[^1]]);

        Assert.Equal(ScalingFit.FromPoints(ladder).LocalExponent, fit.LocalExponent);
    }

    [Fact]
    public void FromPoints_AnInfiniteSize_IsLeftOut()
    {
        ScalingPoint[] ladder = Ladder(6, n => n * n * Scatter(n));

        ScalingFit fit = ScalingFit.FromPoints([.. ladder, ladder[^1] with { Size = double.PositiveInfinity }]);

        Assert.Equal(ScalingFit.FromPoints(ladder).Exponent, fit.Exponent);
        Assert.Equal(6, fit.Points.Count);
    }

    [Fact]
    public void FromPoints_WildScatter_IsInconclusive() =>
        Assert.Equal(ScalingVerdict.Inconclusive, ScalingFit.FromPoints(Ladder(6, n => n * (Math.Sin(n) > 0 ? 1 : 3))).Verdict);

    [Fact]
    public void FromPoints_OneValuePerSizeWithoutScatter_HasBoundsOfNoWidth()
    {
        Bounds bounds = ScalingFit.FromPoints(Ladder(8, n => n)).Exponent!.Bounds;

        Assert.True(bounds.Upper - bounds.Lower < 1e-6);
    }

    [Fact]
    public void Measured_ValueOfZero_IsRefused() => Assert.Throws<ArgumentException>(() => ScalingPoint.Measured(100, [0.0]));

    [Fact]
    public void Measured_SizeOfZero_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => ScalingPoint.Measured(0, [1.0]));
}
