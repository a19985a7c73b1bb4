using CompileBench.Benchmarks.Suite.Options;
using CompileBench.Benchmarks.Suite.Plan;
using CompileBench.Measuring;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class MeasuringPlanTests
{
    [Fact]
    public void For_SmallCompile_BatchesAndLaunchesSeveralProcesses()
    {
        var plan = MeasuringPlan.For(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1.5));

        Assert.Equal(20, plan.Invocations);
        Assert.Equal(3, plan.Launches);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void For_CompileBeyondTheBudget_IsStillMeasuredTwiceWarm(double seconds)
    {
        var plan = MeasuringPlan.For(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(1.5));

        Assert.Equal(new MeasuringPlan(1, 2, 1), plan);
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
