using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Timing;

public sealed class TrimmedMeanTests
{
    [Fact]
    public void Estimate_FewerThanTenValues_IsThePlainMean()
    {
        (double mean, double variance, int degrees) = TrimmedMean.Estimate([1, 2, 3, 6]);

        Assert.Equal(3, mean, 12);
        Assert.Equal(14.0 / 3 / 4, variance, 12);
        Assert.Equal(3, degrees);
    }

    [Fact]
    public void Estimate_TenValues_MatchesTheFormulaWorkedByHand()
    {
        // One value is cut at either end; winsorized: 2 2 3 4 5 6 7 8 9 9, mean 5.5, squares 66.5; divided by 8 times 7.
        (double mean, double variance, int degrees) = TrimmedMean.Estimate([10, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

        Assert.Equal(5.5, mean, 12);
        Assert.Equal(66.5 / 56, variance, 12);
        Assert.Equal(7, degrees);
    }

    [Fact]
    public void Estimate_OneWildValue_ChangesNothing() => Assert.Equal(
        TrimmedMean.Estimate([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), TrimmedMean.Estimate([1, 2, 3, 4, 5, 6, 7, 8, 9, 1e9]));
}
