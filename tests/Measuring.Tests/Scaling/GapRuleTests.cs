using CompileBench.Measuring.Scaling;
using Xunit;

namespace CompileBench.Measuring.Tests.Scaling;

public sealed class GapRuleTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(6);

    [Fact]
    public void Next_CubicDoublings_AddsNothing() => Assert.Null(Next([At(16, 1), At(32, 8), At(64, 64), At(128, 512), At(256, 4096)], over: 512));

    [Fact]
    public void Next_CostThatDoublesWithEveryStep_FillsTheLeapUntilNoneIsWide()
    {
        List<TriedSize> tried = [At(16, 3)];
        int? over = 32;
        List<int> added = [];
        while (Next(tried, over) is { } size)
        {
            added.Add(size);
            var time = 3 * Math.Pow(2, size - 16);
            if (time > Limit.TotalMilliseconds)
            {
                over = size;
            }
            else
            {
                tried.Insert(tried.Count(t => t.Size < size), At(size, time));
            }
        }

        int[] expected = [24, 20, 18, 22];
        Assert.Equal(expected, added);
        Assert.True(added.Count <= GapRule.MostAdded);
    }

    [Fact]
    public void Next_TheFirstSizeIsTooLarge_HalvesIt()
    {
        Assert.Equal(8, Next([], over: 16));
        Assert.Null(Next([], over: 1));
        Assert.Null(Next([], over: null));
    }

    [Fact]
    public void Next_NeighbouringSizes_HaveNothingBetween() => Assert.Null(Next([At(16, 1), At(17, 1000)], over: null));

    private static int? Next(IReadOnlyList<TriedSize> tried, int? over) => GapRule.Next(tried, over, 1, Limit);

    private static TriedSize At(int size, double milliseconds) => new(size, TimeSpan.FromMilliseconds(milliseconds));
}
