using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Timing;

public sealed class MedianVarianceTests
{
    [Fact]
    public void Estimate_OneValue_IsUnknown() => Assert.Null(MedianVariance.Estimate([5.0]));

    [Fact]
    public void Estimate_TwoValues_IsTheVarianceOfTheirMean() => Assert.Equal(1.0, MedianVariance.Estimate([1.0, 3.0])!.Value, 12);

    [Fact]
    public void Estimate_NineValues_MatchesTheFormulaWorkedByHand()
    {
        // n = 9: c = round(5 - 3) = 2, so the 2nd and 8th values; the tail below is (1 + 9) / 512, z = 2.0635 (normal tables).
        double[] values = [9, 1, 2, 3, 4, 5, 6, 7, 8];

        double variance = MedianVariance.Estimate(values)!.Value;

        Assert.Equal(Math.Pow((8 - 2) / (2 * 2.0635), 2), variance, 3);
    }

    [Fact]
    public void Estimate_OneWildValueAmongTwenty_ChangesNothing()
    {
        double[] calm = Enumerable.Range(1, 20).Select(i => (double)i).ToArray();
        double[] wild = [.. calm[..19], 1e9];

        Assert.Equal(MedianVariance.Estimate(calm)!.Value, MedianVariance.Estimate(wild)!.Value, 12);
    }
}
