using CompileBench.Modules.Generation;
using Xunit;

namespace CompileBench.Modules.Tests.Generation;

public class SeededRandomTests
{
    /// <summary>The first number of the rand_xoshiro crate's Xoshiro256StarStar::seed_from_u64(0), another implementation of the paper.</summary>
    [Fact]
    public void Next_OfSeedZero_IsWhatOtherImplementationsGive() => Assert.Equal(11091344671253066420UL, new SeededRandom(0).Next());

    [Fact]
    public void Below_OverManyDraws_IsEvenAndInRange()
    {
        var random = new SeededRandom(42);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
        {
            counts[random.Below(10)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500));
    }

    [Fact]
    public void Between_TheWholeRange_IncludesBothBounds()
    {
        var random = new SeededRandom(1);
        var seen = Enumerable.Range(0, 1000).Select(_ => random.Between(-2, 2)).ToHashSet();
        Assert.Equal([-2, -1, 0, 1, 2], seen.Order());
    }

    [Fact]
    public void SmallConstant_IsNeverZeroAndFitsOneByte()
    {
        var random = new SeededRandom(7);
        Assert.All(Enumerable.Range(0, 10_000).Select(_ => random.SmallConstant()), value => Assert.True(value is >= -64 and <= 63 and not 0));
    }
}
