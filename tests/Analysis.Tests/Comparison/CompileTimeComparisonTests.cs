using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Comparison;

public sealed class CompileTimeComparisonTests
{
    private static readonly ComparedCase Case = new("compile", "sqlite", "winch");
    private static readonly ComparisonOptions Options = new();

    private static PairBlock Block(int launch, double ratio) => new(launch, [new PairedValue(100, 100 * ratio)]);

    // Ratios that wobble by half a per cent in a pattern without trend.
    private static PairBlock[] Blocks(int count, double ratio, Func<int, int> launch) =>
        Enumerable.Range(0, count).Select(i => Block(launch(i), ratio * (1 + (0.005 * Math.Sin(i * 2.4))))).ToArray();

    private static CompileTimeComparison Compare(IReadOnlyList<PairBlock> blocks) =>
        CompileTimeComparison.FromPairs(Case, ComparisonMetric.Wall, blocks, 0.01, Options);

    [Theory]
    [InlineData(1.0, ChangeVerdict.Equivalent)]
    [InlineData(1.1, ChangeVerdict.Slower)]
    [InlineData(0.9, ChangeVerdict.Faster)]
    public void OfPairs_TwentyQuietBlocks_FindsTheVerdict(double ratio, ChangeVerdict expected)
    {
        CompileTimeComparison comparison = Compare(Blocks(20, ratio, i => i));

        Assert.Equal(expected, comparison.Verdict);
        Assert.Equal(OpenReason.None, comparison.Reason);
        Assert.True(comparison.Bounds!.Value.Contains(ratio));
        Assert.Equal((20, BoundsBasis.Launches), (comparison.Pairs, comparison.Basis));
    }

    [Fact]
    public void OfPairs_LaunchesThatDiffer_CountsLaunches()
    {
        // Four processes, ten blocks each, each process with its own level.
        PairBlock[] blocks = Enumerable.Range(0, 40).Select(i => Block(i / 10, 1 + (0.03 * (i / 10)) + (0.001 * Math.Sin(i * 2.4)))).ToArray();

        CompileTimeComparison comparison = Compare(blocks);

        Assert.Equal(4, comparison.IndependentValues);
        Assert.Equal(ChangeVerdict.Inconclusive, comparison.Verdict);
    }

    [Fact]
    public void OfPairs_OneProcess_SaysSo() => Assert.Equal(BoundsBasis.Iterations, Compare(Blocks(20, 1, _ => 1)).Basis);

    [Fact]
    public void OfPairs_DriftingRatio_GroupsBlocks()
    {
        PairBlock[] blocks = Enumerable.Range(0, 64).Select(i => Block(1, 1 + (0.02 * Math.Sin(i / 8.0)))).ToArray();

        CompileTimeComparison comparison = Compare(blocks);

        Assert.Equal(8, comparison.IndependentValues);
        Assert.True(comparison.Bounds!.Value.Upper - comparison.Bounds.Value.Lower > 0.03);
    }

    [Fact]
    public void OfPairs_EqualValues_AreNotTakenForCertainty()
    {
        CompileTimeComparison comparison = Compare(Enumerable.Range(0, 8).Select(i => Block(i, 1)).ToArray());

        Assert.True(comparison.Bounds!.Value.Upper > 1);
    }

    [Fact]
    public void OfPairs_OneBlock_HasARatioButNoBounds()
    {
        CompileTimeComparison comparison = Compare([Block(1, 1.5)]);

        Assert.Equal(1.5, comparison.Ratio!.Value, 9);
        Assert.Null(comparison.Bounds);
        Assert.Equal(OpenReason.TooFewValues, comparison.Reason);
    }

    [Fact]
    public void OfPairs_NoBlocks_HasNoRatio() => Assert.Null(Compare([]).Ratio);

    [Fact]
    public void PairBlock_OneDelayedPairOfFour_HardlyMoves()
    {
        var block = new PairBlock(1, [new(100, 101), new(100, 99), new(100, 100), new(100, 500)]);

        Assert.InRange(block.LogRatio, -0.01, 0.02);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(double.NaN, 1)]
    public void PairBlock_ValueNotAboveZero_IsRefused(double baseline, double candidate) =>
        Assert.Throws<ArgumentException>(() => new PairBlock(1, [new PairedValue(baseline, candidate)]));
}
