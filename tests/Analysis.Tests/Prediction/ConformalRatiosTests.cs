using CompileBench.Analysis.Prediction.Fitting;
using CompileBench.Analysis.Randomness;
using Xunit;

namespace CompileBench.Analysis.Tests.Prediction;

public sealed class ConformalRatiosTests
{
    [Fact]
    public void Bounds_NineteenRatios_AreTheSmallestAndTheLargest()
    {
        List<double> ratios = [.. Enumerable.Range(1, 19).Select(i => i / 10.0)];

        Assert.Equal((0.1, 1.9), ConformalRatios.Bounds(ratios, 0.9));
    }

    [Fact]
    public void Bounds_TooFewRatiosForTheShare_ReachBeyondAll()
    {
        var (lower, upper) = ConformalRatios.Bounds([0.5, 1, 2], 0.9);

        Assert.True(lower < 0.5);
        Assert.True(upper > 2);
    }

    [Fact]
    public void Bounds_NoRatios_AreAnIntervalAroundOne()
    {
        var (lower, upper) = ConformalRatios.Bounds([], 0.9);

        Assert.True(lower < 1 && upper > 1);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Bounds_UnseenRatiosOfTheSameSource_LieInsideAsOftenAsPromised(double share)
    {
        const int trials = 4000;
        var random = new SplitMix64(17);
        double Draw() => 0.5 + (random.NextBelow(1_000_000) / 1_000_000.0 * random.NextBelow(1_000_000) / 1_000_000.0 * 3);
        var inside = 0;
        for (var trial = 0; trial < trials; trial++)
        {
            List<double> seen = [.. Enumerable.Range(0, 59).Select(_ => Draw()).Order()];
            var (lower, upper) = ConformalRatios.Bounds(seen, share);
            inside += Draw() is var unseen && unseen >= lower && unseen <= upper ? 1 : 0;
        }

        // Four standard errors of a share of 4,000 trials.
        Assert.InRange(inside / (double)trials, share - 0.035, share + 0.035);
    }
}
