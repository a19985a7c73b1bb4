using CompileBench.Analysis.Comparison;
using Xunit;

namespace CompileBench.Analysis.Tests.Comparison;

public sealed class PairBlockTests
{
    [Fact]
    public void LogRatio_OneDelayedPairOfFour_HardlyMoves()
    {
        var block = new PairBlock([new(100, 101), new(100, 99), new(100, 100), new(100, 500)]);

        Assert.InRange(block.LogRatio, -0.01, 0.02);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(double.NaN, 1)]
    public void PairBlock_ValueNotAboveZero_IsRefused(double baseline, double candidate) =>
        Assert.Throws<ArgumentException>(() => new PairBlock([new PairedValue(baseline, candidate)]));
}
