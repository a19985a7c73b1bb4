using CompileBench.Analysis.Randomness;
using CompileBench.Analysis.Scaling.Doubling;
using Xunit;

namespace CompileBench.Analysis.Tests.Scaling.Doubling;

public class DoublingLawTests
{
    private const double Noise = 0.03;

    [Theory]
    [InlineData(1.0, DoublingGrowth.Linear)]
    [InlineData(1.5, DoublingGrowth.Superlinear)]
    [InlineData(2.0, DoublingGrowth.Superlinear)]
    [InlineData(3.0, DoublingGrowth.Superlinear)]
    public void FromRows_APowerLaw_IsTold(double exponent, DoublingGrowth growth)
    {
        var law = DoublingLaw.FromRows(Table(6, n => 100 * Math.Pow(n, exponent)));

        Assert.Equal(growth, law.Growth);
        Assert.InRange(law.Slope!.Value, exponent - 0.1, exponent + 0.1);
        Assert.True(law.Bounds!.Value.Lower <= law.Slope && law.Slope <= law.Bounds.Value.Upper);
    }

    [Fact]
    public void FromRows_AQuadraticTermBehindALargeLinearOne_IsJudgedByTheLastDoublings()
    {
        var law = DoublingLaw.FromRows(Table(7, n => (10_000 * n) + (500 * n * n)));

        Assert.Equal(DoublingGrowth.Superlinear, law.Growth);
        Assert.True(law.Slope > 1.5);
    }

    [Fact]
    public void FromRows_OneJumpAmongLinearDoublings_IsAStep() =>
        Assert.Equal(DoublingGrowth.Step, DoublingLaw.FromRows(Table(7, n => (n >= 256 ? 5 : 1) * 1000 * n)).Growth);

    [Fact]
    public void FromRows_AJumpInTheLastDoubling_IsOpenBecauseTheNextOneWouldTell() =>
        Assert.Equal(DoublingGrowth.Open, DoublingLaw.FromRows(Table(5, n => (n >= 256 ? 5 : 1) * 1000 * n)).Growth);

    [Fact]
    public void FromRows_CostThatDoublesWithEveryFortyUnits_IsExponentialWithThatStep()
    {
        var law = DoublingLaw.FromRows(Table(6, n => 1000 * Math.Pow(2, n / 40)));

        Assert.Equal(DoublingGrowth.Exponential, law.Growth);
        Assert.InRange(law.DoublingStep!.Value, 38, 42);
    }

    [Fact]
    public void FromRows_RoundsThatDisagree_AreOpen()
    {
        DoublingRow[] rows = [new(16, [100, 900, 150]), new(32, [900, 120, 400]), new(64, [300, 5000, 200])];

        Assert.Equal(DoublingGrowth.Open, DoublingLaw.FromRows(rows).Growth);
    }

    [Fact]
    public void FromRows_TooFewRowsOrOneRound_IsOpen()
    {
        Assert.Equal(DoublingGrowth.Open, DoublingLaw.FromRows(Table(2, n => n * n)).Growth);
        Assert.Equal(DoublingGrowth.Open, DoublingLaw.FromRows([new(16, [100]), new(32, [400]), new(64, [1600])]).Growth);
    }

    // Sizes from 16 on, five rounds that scatter by a few per cent.
    private static DoublingRow[] Table(int rows, Func<double, double> cost)
    {
        var random = new SplitMix64(42);
        return
        [
            .. Enumerable.Range(0, rows).Select(i =>
            {
                var size = 16 * Math.Pow(2, i);
                return new DoublingRow(size, [.. Enumerable.Range(0, 5).Select(_ => cost(size) * (1 + (Noise * ((random.NextBelow(2001) / 1000.0) - 1))))]);
            }),
        ];
    }
}
