using CompileBench.Benchmarks.Suite.Options;
using CompileBench.Benchmarks.Suite.Plan;
using CompileBench.Measuring;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class MeasuringPlanTests
{
    [Fact]
    public void For_SmallCompile_IsMeasuredInBatches()
    {
        var plan = MeasuringPlan.For(TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(400));

        Assert.Equal(new MeasuringPlan(4, 20), plan);
    }

    [Theory]
    [InlineData(0.19, 2)]
    [InlineData(0.9, 1)]
    [InlineData(30, 1)]
    public void For_CompileBeyondTheBudget_IsStillMeasuredWarm(double seconds, int iterations)
    {
        var plan = MeasuringPlan.For(TimeSpan.FromSeconds(seconds), TimeSpan.FromMilliseconds(400));

        Assert.Equal(new MeasuringPlan(iterations, 1), plan);
    }

    [Fact]
    public void Parse_UnknownSettings_SuggestsTheNearest()
    {
        var e = Assert.Throws<UsageException>(() => SuiteCommandLine.Parse(["--settings", "wincg"]));

        Assert.Contains("'winch'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mend_FilterThatAShellExpanded_IsAPatternAgain() =>
        Assert.Equal(["--filter", "*CompileBenchmarks*"], FilterArguments.Mend(["--filter", "CompileBenchmarks.cs"], _ => true));
}
