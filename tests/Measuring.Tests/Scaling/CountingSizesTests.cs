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
}
