using CompileBench.Cli.Explaining;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Differences;
using CompileBench.Measuring.Explaining.Stages;
using CompileBench.Modules;
using Xunit;

namespace CompileBench.Cli.Tests;

public class ExplainPagesTests
{
    private static readonly EngineBuild Old = new("1.0", "/old", ModuleDigest.Of("old"u8));
    private static readonly EngineBuild New = new("2.0", "/new", ModuleDigest.Of("new"u8));

    [Fact]
    public void ChangesPage_TwoModules_ClaimFirstAndTheLargerChangeOnTop()
    {
        var small = ExplanationDifference.Of(Make("small", "1.0", 1000, 1000), Make("small", "2.0", 1010, 1000));
        var large = ExplanationDifference.Of(Make("large", "1.0", 1000, 1000), Make("large", "2.0", 2000, 1000));

        var page = ChangesPage.Of(Old, New, [CompilerSettings.Baseline], [small, large], ["broken: no"], most: 1, largest: 1000);

        Assert.Contains("2.0 executes 50.0% more instructions than 1.0 on large", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("| large |", StringComparison.Ordinal) < page.IndexOf("| small |", StringComparison.Ordinal));
        Assert.DoesNotContain("## small", page, StringComparison.Ordinal);
        Assert.Contains("- broken: no", page, StringComparison.Ordinal);
    }

    [Fact]
    public void OverviewPage_OneModuleTwoSettings_SharesAndRatio()
    {
        var page = OverviewPage.Of(New, [Make("m", "2.0", 3000, 1000), Make("m", "2.0", 500, 500)], []);

        Assert.Contains("| speed-backtracking | 4.0 k | 75.0% | 25.0% | 1.000 |", page, StringComparison.Ordinal);
        Assert.Contains("| speed-backtracking | 1.0 k | 50.0% | 50.0% | 0.250 |", page, StringComparison.Ordinal);
        Assert.Contains("the largest phase is optimise with 75.0%", page, StringComparison.Ordinal);
    }

    private static Explanation Make(string module, string engine, long optimise, long lower) => new(
        module,
        "speed-backtracking",
        engine,
        optimise + lower,
        [
            new PhaseCost(CompilerPhase.Optimise, optimise, (double)optimise / (optimise + lower)),
            new PhaseCost(CompilerPhase.Lower, lower, (double)lower / (optimise + lower)),
        ],
        [new FunctionCost("opt", CompilerPhase.Optimise, optimise, optimise, 1, false, optimise), new FunctionCost("low", CompilerPhase.Lower, lower, lower, 1, false, lower)],
        null,
        null);
}
