using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Bytes;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Analysis.Tests.Simulation;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Scaling.Bytes;

public sealed class ByteCostTests(ITestOutputHelper output)
{
    private const long BytesPerItem = 3;

    // Thirteen modules of different sizes, at 400 to 1,000 ns per byte, as real ones are.
    private static readonly UsualByteCost Usual = UsualByteCost.FromModules("s", Enumerable.Range(0, 13).Select(i => ((400.0 + (50 * i)) * (10_000 << i), (long)(10_000 << i))))!;

    [Fact]
    public void FromModules_ThirteenModules_IsTheMedianBetweenTheThirdFromEitherEnd()
    {
        Assert.Equal(700, Usual.Nanoseconds, 9);
        Assert.Equal(new Bounds(500, 900), Usual.Bounds);
        Assert.Equal((1000, 13), (Usual.Largest, Usual.Modules));
    }

    [Theory]
    [InlineData(5, null)]
    [InlineData(6, 1)]
    [InlineData(13, 3)]
    [InlineData(100, 40)]
    public void FromValues_AtFivePercent_TakesThePlaceOfTheSignTest(int values, int? place)
    {
        Bounds? bounds = MedianBounds.FromValues([.. Enumerable.Range(1, values).Select(v => (double)v)], 0.05);

        Assert.Equal(place is { } p ? new Bounds(p, values + 1 - p) : null, bounds);
    }

    [Fact]
    public void FromValues_SkewedPopulation_ContainsItsMedianAsOftenAsItSays()
    {
        var random = new SimulatedNoise(71);
        int held = Enumerable.Range(0, 4_000).Count(_ => MedianBounds.FromValues([.. Enumerable.Range(0, 13).Select(_ => Math.Exp(random.Normal()))], 0.05)!.Value.Contains(1));

        output.WriteLine($"{held / 4_000.0:P1} of the bounds hold");
        Assert.InRange(held / 4_000.0, 0.95, 0.99);
    }

    [Fact]
    public void FromLadder_LinearShapeOfCostlyItems_IsHighAlthoughItsExponentIsMild()
    {
        // A wide ladder at 94,000 ns per item of three bytes, 31,333 ns per byte.
        GrowthLadder[] ladders = [.. Enumerable.Range(0, 12).Select(i => Ladder($"shape{i}", i == 0 ? 94_000 : 2_000))];

        GrowthLaw law = GrowthStudy.FromLadders(ladders)[0];
        ByteCost cost = Cost(ladders[0]);

        Assert.Equal((GrowthVerdict.AtMostMild, ByteCostVerdict.High), (law.Verdict, cost.Verdict));
        Assert.Equal(12_800, cost.Size);
        Assert.Equal(94_000.0 / BytesPerItem / 700, cost.Ratio, 0.05 * cost.Ratio);
        Assert.InRange(cost.Bounds!.Value.Lower, 0.9 * cost.Ratio * 700 / 900, cost.Ratio * 700 / 900);
        Assert.InRange(cost.Bounds!.Value.Upper, cost.Ratio * 700 / 500, 1.1 * cost.Ratio * 700 / 500);
    }

    [Theory]
    [InlineData(2_100, ByteCostVerdict.Usual)] // the median itself
    [InlineData(21_000, ByteCostVerdict.NotKnown)] // ten times the median
    [InlineData(40_000, ByteCostVerdict.High)]
    public void Verdict_ByTheBoundsOfTheRatio(double nanosecondsPerItem, ByteCostVerdict expected) => Assert.Equal(expected, Cost(Ladder("shape", nanosecondsPerItem)).Verdict);

    [Fact]
    public void FromLadder_LargestSizeWithoutBounds_TakesTheLargestThatHasThem()
    {
        ScalingPoint[] points = [ScalingPoint.Measured(10, [1e6, 1.01e6, 0.99e6]), ScalingPoint.Measured(20, [9e9]), ScalingPoint.Censored(40, 1e10)];

        Assert.Equal(10, ByteCost.FromLadder(points, _ => 30, Usual)!.Size);
        Assert.Null(ByteCost.FromLadder(points[1..], _ => 30, Usual));
        Assert.Null(ByteCost.FromLadder(points, _ => null, Usual));
    }

    [Fact]
    public void Verdict_TooFewRealModules_IsNotKnown()
    {
        UsualByteCost few = UsualByteCost.FromModules("s", [(700_000, 1_000), (800_000, 1_000)])!;

        ByteCost cost = ByteCost.FromLadder(Ladder("shape", 94_000).Points, BytesOf, few)!;

        Assert.Equal((null, ByteCostVerdict.NotKnown), (cost.Bounds, cost.Verdict));
        Assert.Null(UsualByteCost.FromModules("s", []));
    }

    private static ByteCost Cost(GrowthLadder ladder) => ByteCost.FromLadder(ladder.Points, BytesOf, Usual)!;

    private static long? BytesOf(double size) => (long)size * BytesPerItem;

    private static GrowthLadder Ladder(string shape, double nanosecondsPerItem)
    {
        var random = new SimulatedNoise(72);
        return new GrowthLadder(shape, "s", [.. Enumerable.Range(0, 8).Select(i => 100 * Math.Pow(2, i)).Select(n => ScalingPoint.Measured(
            n, [.. Enumerable.Range(0, 5).Select(_ => n * nanosecondsPerItem * Math.Exp(0.01 * random.Normal()))]))]);
    }
}
