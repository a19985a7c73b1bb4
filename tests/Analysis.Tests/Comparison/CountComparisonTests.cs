using CompileBench.Analysis.Comparison;
using Xunit;

namespace CompileBench.Analysis.Tests.Comparison;

public sealed class CountComparisonTests
{
    private static readonly ComparisonOptions Options = new() { Threshold = CountComparison.DefaultThreshold };

    private static CompileTimeComparison Compare(double[] baseline, double[] candidate) =>
        CountComparison.FromCounts(new ComparedCase("compile", "m", "s"), baseline, candidate, 0.001, Options);

    [Theory]
    [InlineData(180_221_586, 180_226_085, ChangeVerdict.Equivalent)]
    [InlineData(180_000_000, 180_540_000, ChangeVerdict.Slower)] // 0.3%
    [InlineData(180_000_000, 179_460_000, ChangeVerdict.Faster)]
    public void FromCounts_OneCountASide_IsEnough(double baseline, double candidate, ChangeVerdict expected) =>
        Assert.Equal(expected, Compare([baseline], [candidate]).Verdict);

    [Fact]
    public void FromCounts_CountsThatScatterMoreThanStated_SpeakForThemselves()
    {
        CompileTimeComparison quiet = Compare([100_000_000, 100_001_000, 100_000_500], [100_300_000, 100_301_000, 100_300_500]);
        CompileTimeComparison wild = Compare([100_000_000, 101_000_000, 99_000_000], [100_300_000, 101_300_000, 99_300_000]);

        Assert.Equal(ChangeVerdict.Slower, quiet.Verdict);
        Assert.Equal(ChangeVerdict.Inconclusive, wild.Verdict);
    }

    [Fact]
    public void FromCounts_NoCounts_HasNoRatio() => Assert.Null(Compare([], [1]).Ratio);
}
