using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Analysis.Tests.Simulation;
using Xunit;

namespace CompileBench.Analysis.Tests.Scaling.Growth;

public sealed class GrowthStudyTests
{
    private static readonly double[] Doublings = [.. Enumerable.Range(0, 8).Select(i => 100 * Math.Pow(2, i))];

    [Fact]
    public void FromLadders_LinearAndQuadratic_AreSettledAmongFourHundredAndFortyEightLaws()
    {
        IReadOnlyList<GrowthLaw> laws = Study(448, (i, n) => 1e4 * (i % 4 == 0 ? n * n : n));

        Assert.All(laws.Where((_, i) => i % 4 == 0), l => Assert.Equal(GrowthVerdict.Superlinear, l.Verdict));
        Assert.True(laws.Where((_, i) => i % 4 != 0).Average(l => l.Verdict == GrowthVerdict.AtMostMild ? 1.0 : 0) > 0.95);
        Assert.DoesNotContain(laws.Where((_, i) => i % 4 != 0), l => l.Verdict == GrowthVerdict.Superlinear);
    }

    [Fact]
    public void FromLadders_Verdict_NamesItsExponentAndLine()
    {
        GrowthLaw law = Study(20, (_, n) => 1e5 + (n * n))[0];

        Assert.Equal(GrowthVerdict.Superlinear, law.Verdict);
        Assert.Equal(1.15, law.Deciding!.Line);
        Assert.True(law.Deciding.Bounds.Lower > 1.15);
        Assert.Equal(law.Deciding.Exponent == DecidingExponent.Local ? law.Local!.Value : law.Whole!.Value, law.Deciding.Value);
        Assert.True(law.Deciding.Bounds.Lower < (law.Deciding.Exponent == DecidingExponent.Local ? law.Local!.Bounds.Lower : law.Whole!.Bounds.Lower));
    }

    [Fact]
    public void FromLadders_Local_SpansFiveSizesAndThreeDoublings()
    {
        Assert.Equal((800.0, 12800.0), Ends(Study(10, (_, n) => n)[0]));

        double[] halfSteps = [.. Enumerable.Range(0, 12).Select(i => 100 * Math.Pow(2, i / 2.0))];
        (double from, double to) = Ends(Study(10, (_, n) => n, halfSteps)[0]);
        Assert.Equal(8, to / from, 6);

        static (double, double) Ends(GrowthLaw law) => (law.Local!.FromSize, law.Local.ToSize);
    }

    [Fact]
    public void FromLadders_MildExcessThatEveryShapeShows_IsTheSettings()
    {
        // All shapes grow as size^1.22 between the same times.
        IReadOnlyList<GrowthLaw> laws = Study(40, (_, n) => 1e4 * Math.Pow(n, 1.22), deviation: 0.004);

        Assert.All(laws, l => Assert.Equal(GrowthReason.SharedBySetting, l.Reason));
        Assert.All(laws, l => Assert.NotEqual(GrowthVerdict.Superlinear, l.Verdict));
        Assert.All(laws, l => Assert.InRange(l.SlopeOfPeers!.Value, 1.18, 1.26));
    }

    [Fact]
    public void FromLadders_ExcessOfOneShapeAlone_IsItsOwn()
    {
        IReadOnlyList<GrowthLaw> laws = Study(40, (i, n) => 1e4 * Math.Pow(n, i == 7 ? 1.3 : 1), deviation: 0.004);

        Assert.Equal((GrowthVerdict.Superlinear, GrowthReason.Bounds), (laws[7].Verdict, laws[7].Reason));
    }

    [Theory]
    [InlineData(5, 4)]
    [InlineData(10, 3)]
    public void FromLadders_ExponentialGrowth_IsToldFromAPowerLaw(double step, int smallest)
    {
        double[] sizes = [.. Enumerable.Range(0, 7).Select(i => smallest + (2.0 * step * i))];

        GrowthLaw law = Study(12, (_, n) => 1e3 * Math.Pow(2, n / step), sizes)[0];

        Assert.Equal(step, law.Exponential!.DoublingStep, 0.1 * step);
        Assert.Equal((sizes[0], sizes[^1]), (law.Exponential.FromSize, law.Exponential.ToSize));
        Assert.All(sizes, n => Assert.Equal(1e3 * Math.Pow(2, n / step), law.At(n)!.Value, 0.1 * law.At(n)!.Value));
        Assert.Equal((GrowthVerdict.Exponential, true), (law.Verdict, law.IsSuperlinear));
    }

    [Theory]
    [InlineData(3.0, 0)]
    [InlineData(2.0, 1e6)]
    [InlineData(4.0, 0)]
    public void FromLadders_PowerLawBehindACostOfStarting_IsNotExponential(double exponent, double start) =>
        Assert.All(Study(30, (_, n) => 1e4 + (start * n) + Math.Pow(n, exponent)), l => Assert.Null(l.Exponential));

    [Fact]
    public void FromLadders_ExponentialBehindACostOfStarting_SaysFromWhichSizeOnItIsMostOfTheCost()
    {
        double[] sizes = [.. Enumerable.Range(1, 8).Select(i => 4.0 * i)];

        ExponentialGrowth growth = Study(12, (_, n) => 3e4 + (20 * n) + Math.Pow(2, n), sizes)[0].Exponential!;

        Assert.Equal(1, growth.DoublingStep, 0.1);
        Assert.Equal(16, growth.FromSize);
    }

    [Fact]
    public void FromLadders_AJumpAtTheLastSize_IsNotExponential() =>
        Assert.All(Study(30, (_, n) => n > 10_000 ? 100 * n : n), l => Assert.Null(l.Exponential));

    [Fact]
    public void FromLadders_ThreeSizes_AreTooFew()
    {
        GrowthLaw law = Study(10, (_, n) => n, [1, 2, 4])[0];

        Assert.Equal((GrowthVerdict.Open, GrowthReason.TooFewSizes, null), (law.Verdict, law.Reason, law.Deciding));
    }

    [Fact]
    public void FromLadders_CutOffFarAboveTheLine_IsSuperlinear()
    {
        GrowthLadder[] ladders = [.. Ladders(20, (_, n) => n, Doublings, 0.02)];
        ladders[0] = ladders[0] with { Points = [.. ladders[0].Points, ScalingPoint.Censored(25600, 1e9)] };

        GrowthLaw law = GrowthStudy.FromLadders(ladders)[0];

        Assert.Equal((GrowthVerdict.Superlinear, DecidingExponent.Local), (law.Verdict, law.Deciding!.Exponent));
        Assert.Equal(double.PositiveInfinity, law.Local!.Bounds.Upper);
    }

    private static IReadOnlyList<GrowthLaw> Study(int laws, Func<int, double, double> law, double[]? sizes = null, double deviation = 0.02) =>
        GrowthStudy.FromLadders([.. Ladders(laws, law, sizes ?? Doublings, deviation)]);

    private static IEnumerable<GrowthLadder> Ladders(int laws, Func<int, double, double> law, double[] sizes, double deviation)
    {
        var random = new SimulatedNoise(51);
        return Enumerable.Range(0, laws).Select(i => new GrowthLadder($"shape{i}", "s", [.. sizes.Select(n => ScalingPoint.Measured(
            n, [.. Enumerable.Range(0, 3).Select(_ => law(i, n) * Math.Exp(deviation * random.Normal()))]))]));
    }
}
