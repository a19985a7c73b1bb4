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
    public void Of_TwoSettings_GivesEachAndAll()
    {
        IReadOnlyList<ComparisonSummary> summaries = ComparisonSummary.ForSettings(
            [Compared("a", "winch", 1.1), Compared("b", "winch", 1.1), Compared("a", "pulley", 1.0)], Options);

        Assert.Equal([("winch", 2, ChangeVerdict.Slower), ("pulley", 1, ChangeVerdict.Equivalent), ("all", 3, ChangeVerdict.Slower)],
            summaries.Select(s => (s.Settings, s.CaseCount, s.Verdict)));
        Assert.Equal(Math.Pow(1.21, 1.0 / 3), summaries[2].Ratio, 9);
    }

    [Fact]
    public void Of_OneSetting_HasNoOverallLine() => Assert.Single(ComparisonSummary.ForSettings([Compared("a", "winch", 1.1)], Options));

    [Fact]
    public void Of_FailedCase_IsNotInTheMean()
    {
        CompileTimeComparison failed = CompileTimeComparison.Without(
            new ComparedCase("compile", "b", "winch"), ComparisonMetric.Wall, OpenReason.Failed, Options, "crashed");

        Assert.Equal(1, Assert.Single(ComparisonSummary.ForSettings([Compared("a", "winch", 1.1), failed], Options)).CaseCount);
    }
}
