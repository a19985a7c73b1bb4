using CompileBench.Measuring.Scaling;
using CompileBench.Measuring.Scaling.Counting;
using Xunit;

namespace CompileBench.Measuring.Tests.Scaling;

public sealed class CountingSizesTests
{
    [Fact]
    public void Below_ALargeSize_IsFiveSizesOverFourDoublings()
    {
        int[] expected = [64, 128, 256, 512, 1024];

        Assert.Equal(expected, CountingSizes.Below(1024, 1));
    }

    [Fact]
    public void Below_NearTheShapesSmallestSize_HasNothingSmaller()
    {
        int[] expected = [512, 1024];

        Assert.Equal(expected, CountingSizes.Below(1024, 400));
    }

    [Fact]
    public void TopFor_MoreTime_IsLargerWithinItsLimits()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(5), CountingSizes.TopFor(TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromMilliseconds(100), CountingSizes.TopFor(TimeSpan.FromSeconds(35)));
        Assert.Equal(TimeSpan.FromMilliseconds(300), CountingSizes.TopFor(TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Choose_ALeap_TakesTheSizesInBetweenThatAreShortEnough()
    {
        TriedSize[] tried = [Tried(16, 1), Tried(20, 9), Tried(24, 70), Tried(28, 550), Tried(32, 5000)];
        int[] expected = [14, 16, 20, 24, 28];

        Assert.Equal(expected, CountingSizes.Choose(tried, hasLeap: true, 1, TimeSpan.FromMilliseconds(300)));
        Assert.Equal(CountingSizes.Below(32, 1), CountingSizes.Choose(tried, hasLeap: false, 1, TimeSpan.FromMilliseconds(300)));
        Assert.Empty(CountingSizes.Choose([], hasLeap: false, 1, TimeSpan.FromMilliseconds(300)));
    }

    private static TriedSize Tried(int size, double milliseconds) => new(size, TimeSpan.FromMilliseconds(milliseconds));
}
