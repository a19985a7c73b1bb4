using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Comparison;

public sealed class ComparisonSummaryTests
{
    private static readonly ComparisonOptions Options = new();

    private static CompileTimeComparison Compared(string module, string settings, double ratio) => CompileTimeComparison.FromLog(
        new ComparedCase("compile", module, settings),
        ComparisonMetric.Wall,
        new LogCentre(Math.Log(ratio), 1e-6, 30, BoundsBasis.Launches),
        0.001,
        Options);

    [Fact]
    public void ForSettings_TwoSettings_GivesEachAndAll()
    {
        IReadOnlyList<ComparisonSummary> summaries = ComparisonSummary.ForSettings(
            [Compared("a", "none-singlepass", 1.1), Compared("b", "none-singlepass", 1.1), Compared("a", "speed-backtracking", 1.0)], Options);

        Assert.Equal([("none-singlepass", 2, ChangeVerdict.Slower), ("speed-backtracking", 1, ChangeVerdict.Equivalent), ("all", 3, ChangeVerdict.Slower)],
            summaries.Select(s => (s.Settings, s.CaseCount, s.Verdict)));
        Assert.Equal(Math.Pow(1.21, 1.0 / 3), summaries[2].Ratio, 9);
    }

    [Theory]
    [InlineData("winch")]
    [InlineData("pulley")]
    [InlineData("winch+parallel")]
    public void ForSettings_AnotherCompilerOrTarget_IsNotInTheMeanOverAll(string other)
    {
        IReadOnlyList<ComparisonSummary> summaries = ComparisonSummary.ForSettings(
            [Compared("a", "none-singlepass", 1.1), Compared("a", "speed-backtracking", 1.1), Compared("a", other, 3)], Options);

        Assert.Equal(["none-singlepass", "speed-backtracking", other, "all"], summaries.Select(s => s.Settings));
        Assert.Equal((2, 1.1), (summaries[3].CaseCount, Math.Round(summaries[3].Ratio, 9)));
    }

    [Fact]
    public void ForSettings_TwoOperations_AreNeverInOneMean()
    {
        CompileTimeComparison Executed(string module, double ratio) => Compared(module, "winch", ratio) with { Case = new ComparedCase("execute", module, "winch") };

        IReadOnlyList<ComparisonSummary> summaries = ComparisonSummary.ForSettings(
            [Executed("a", 1.3), Compared("a", "winch", 1.0), Executed("b", 1.3), Compared("b", "winch", 1.0)], Options);

        Assert.Equal(
            [("compile", "winch", 2, ChangeVerdict.Equivalent), ("execute", "winch", 2, ChangeVerdict.Slower)],
            summaries.Select(s => (s.Operation, s.Settings, s.CaseCount, s.Verdict)));
        Assert.Equal([1.0, 1.3], summaries.Select(s => Math.Round(s.Ratio, 9)));
    }

    [Fact]
    public void ForSettings_OneSetting_HasNoOverallLine() => Assert.Single(ComparisonSummary.ForSettings([Compared("a", "none-singlepass", 1.1)], Options));

    [Fact]
    public void ForSettings_FailedCase_IsNotInTheMean()
    {
        CompileTimeComparison failed = CompileTimeComparison.Without(
            new ComparedCase("compile", "b", "none-singlepass"), ComparisonMetric.Wall, OpenReason.Failed, Options, "crashed");

        Assert.Equal(1, Assert.Single(ComparisonSummary.ForSettings([Compared("a", "none-singlepass", 1.1), failed], Options)).CaseCount);
    }
}
