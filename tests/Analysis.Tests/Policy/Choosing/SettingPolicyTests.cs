using CompileBench.Analysis.Policy.Choosing;
using Xunit;

namespace CompileBench.Analysis.Tests.Policy.Choosing;

public sealed class SettingPolicyTests
{
    private static readonly SettingPolicy Policy = SettingPolicy.Default;

    private static readonly SettingCandidate Default = new("speed-backtracking", 100e6, 1e6);
    private static readonly SettingCandidate Winch = new("winch", 10e6, 2e6);

    [Theory]
    [InlineData(0, "winch")]
    [InlineData(80, "winch")]
    [InlineData(100, "speed-backtracking")]
    public void Choose_ByNumberOfRuns_TakesTheSmallerTotal(double runs, string expected) =>
        Assert.Equal(expected, Policy.Choose([Default, Winch], runs, CompileLimits.None).Settings);

    [Fact]
    public void Choose_TotalsWithinTheMargin_KeepsTheCurrentSetting()
    {
        var other = new SettingCandidate("winch", 99.5e6, 1e6);

        Assert.Equal("speed-backtracking", Policy.Choose([Default, other], 10, CompileLimits.None).Settings);
        Assert.Equal("winch", Policy.Choose([Default with { Compile = 99e6 }, other], 10, CompileLimits.None, "winch").Settings);
        Assert.Equal("winch", Policy.Choose([Default, other with { Compile = 90e6 }], 10, CompileLimits.None).Settings);
    }

    [Fact]
    public void Choose_Deadline_CostsMoreThanRunTime()
    {
        var limits = new CompileLimits(60e6, null);

        Assert.Equal("winch", Policy.Choose([Default, Winch], 1e6, limits).Settings);
        Assert.True(limits.Allow(Winch) && !limits.Allow(Default));
    }

    [Fact]
    public void Choose_NoSettingKeepsTheDeadline_TakesTheClosest() =>
        Assert.Equal("winch", Policy.Choose([Default, Winch], 1, new CompileLimits(1e6, null)).Settings);

    [Fact]
    public void Choose_Memory_IsALimitAsTimeIs()
    {
        var limits = new CompileLimits(null, 50e6);

        Assert.Equal("winch", Policy.Choose([Default with { BytesAtMost = 100e6 }, Winch with { BytesAtMost = 10e6 }], 1e6, limits).Settings);
    }

    [Fact]
    public void Choose_CostsThatGrowALittle_NeverChangeTheTotalByMoreThanTheMargin()
    {
        const double growth = 1.001;
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var before = Candidates(random);
            var after = before.Select(c => Grown(c, random, growth)).ToList();
            var runs = Math.Pow(10, random.NextDouble() * 6);
            var limits = new CompileLimits(random.Next(2) == 0 ? null : Between(random, 1e6, 1e9), random.Next(2) == 0 ? null : Between(random, 1e6, 1e9));
            var current = random.Next(2) == 0 ? null : before[random.Next(before.Count)].Settings;

            var first = Policy.Choose(before, runs, limits, current);
            var second = Policy.Choose(after, runs, limits, first.Settings);

            var bound = (1 + Policy.Margin) * Math.Pow(growth, 1 + (limits.IsNone ? 0 : 16));
            var ratio = SettingPolicy.ExpectedTotal(second, runs, limits) / SettingPolicy.ExpectedTotal(first, runs, limits);
            Assert.InRange(ratio, 1 / bound, bound);
        }
    }

    [Fact]
    public void Choose_ModuleThatGrowsByteByByte_HasNoCliffWhereACapHasOne()
    {
        // From 99,950 to 100,050 bytes, with a run that a setting without optimization makes four times longer.
        List<SettingCandidate> At(int bytes) => [new("speed-backtracking", bytes * 1000.0, 1e6), new("none-backtracking", bytes * 700.0, 4e6)];
        const double runs = 1000;
        SettingCandidate Capped(int bytes) => At(bytes)[bytes > 100_000 ? 1 : 0];

        double Step(Func<int, SettingCandidate> choose) => Enumerable.Range(99_950, 100).Max(b => choose(b + 1).TotalAfter(runs) / choose(b).TotalAfter(runs));

        Assert.InRange(Step(b => Policy.Choose(At(b), runs, CompileLimits.None)), 1, 1 + Policy.Margin);
        Assert.True(Step(Capped) > 3, "the cap has no cliff: this test cannot fail");
    }

    [Fact]
    public void Choose_NoCandidate_Throws() => Assert.Throws<ArgumentException>(() => Policy.Choose([], 1, CompileLimits.None));

    private static List<SettingCandidate> Candidates(Random random) =>
    [
        .. new[] { "speed-backtracking", "none-singlepass", "winch" }.Select(s => new SettingCandidate(s, Between(random, 1e6, 1e9), Between(random, 1e4, 1e7))
        {
            CompileAtMost = Between(random, 1e6, 1e10), BytesAtMost = Between(random, 1e6, 1e10),
        }),
    ];

    // One more byte or function adds to every cost, to each by another share.
    private static SettingCandidate Grown(SettingCandidate c, Random random, double most)
    {
        double Factor() => 1 + (random.NextDouble() * (most - 1));
        return c with { Compile = c.Compile * Factor(), CompileAtMost = c.CompileAtMost * Factor(), BytesAtMost = c.BytesAtMost * Factor() };
    }

    private static double Between(Random random, double low, double high) => low * Math.Pow(high / low, random.NextDouble());
}
