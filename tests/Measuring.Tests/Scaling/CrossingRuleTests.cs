using CompileBench.Measuring.Scaling;
using Xunit;

namespace CompileBench.Measuring.Tests.Scaling;

public class CrossingRuleTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData(1.2)]
    [InlineData(2)]
    [InlineData(3)]
    public void Next_PowerLaw_EndsWithTheBudgetBetweenTwoCloseSizes(double exponent)
    {
        var tried = Grow([256, 512], size => 0.02 * Math.Pow(size / 512.0, exponent), 1 << 24);

        var (below, past) = (tried[^2], tried[^1]);
        Assert.InRange(below.Time, Budget * 0.5, Budget);
        Assert.InRange(past.Time, Budget, Budget * 1.5);
        Assert.All(tried.Zip(tried.Skip(1)).Skip(1), step => Assert.InRange((double)step.Second.Size / step.First.Size, 1.05, CrossingRule.LongestStep + 0.01));
    }

    [Fact]
    public void Next_GrowthThatSeemsToFall_IsTakenAsProportional() =>
        Assert.InRange(CrossingRule.Next([new(256, TimeSpan.FromSeconds(2)), new(512, TimeSpan.FromSeconds(1.6))], 1 << 20, Budget)!.Value.Size, 1100, 1200);

    [Fact]
    public void Next_LargestSizeWithinTheBudget_Ends() => Assert.Equal(4096, Grow([256, 512], size => 1e-4 * size, 4096)[^1].Size);

    private static List<TriedSize> Grow(int[] measured, Func<int, double> seconds, int largest)
    {
        var tried = measured.Select(size => new TriedSize(size, TimeSpan.FromSeconds(seconds(size)))).ToList();
        while (CrossingRule.Next(tried, largest, Budget) is { } step)
        {
            Assert.True(tried.Count < 20);
            tried.Add(new TriedSize(step.Size, TimeSpan.FromSeconds(seconds(step.Size))));
        }

        return tried;
    }
}
