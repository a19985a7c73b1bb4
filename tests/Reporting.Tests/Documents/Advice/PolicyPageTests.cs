using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Policy.Costs;
using CompileBench.Analysis.Policy.Evaluation;
using CompileBench.Analysis.Prediction.Features;
using CompileBench.Analysis.Prediction.Training;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Documents.Advice;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Advice;

public sealed class PolicyPageTests
{
    [Fact]
    public void Markdown_RegretBeyondTheGoal_IsNamedWithItsRuns()
    {
        // The policy expects Winch to run as fast as the default; it takes twice as long. With more runs, the default is within the margin and is kept.
        var page = Page(Case("m", expectedWinchRun: 1e6));

        Assert.Contains("| mean and 95th percentile of regret, executed modules, at the worst number of runs | 3%, 10% | 83% at 1,000, 83% at 1,000 | at 100, 1,000 |", page, StringComparison.Ordinal);
        Assert.Contains("| m | 1,000 | winch |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_RightExpectations_MissNothing() =>
        Assert.Contains("| 3%, 10% | 0% at 1, 0% at 1 | none |", Page(Case("m", expectedWinchRun: 2e6)), StringComparison.Ordinal);

    [Fact]
    public void Markdown_NoExecution_ClaimsNothingOfRunTimes()
    {
        var page = new PolicyPage(new PolicyEvaluation(Set, [Case("m", 0) with { IsExecuted = false }], RunTimeEvidence.None)).Markdown();

        Assert.Contains("run times not known", page, StringComparison.Ordinal);
        Assert.DoesNotContain("## Run time of each setting", page, StringComparison.Ordinal);
        Assert.DoesNotContain("assumed", page, StringComparison.Ordinal);
        Assert.Contains("| compile only |", page, StringComparison.Ordinal);
    }

    private static readonly string[] Settings = ["speed-backtracking", "winch"];

    private static TrainingSet Set { get; } = new("1.0.0", "sha256:0", null, ["a run"],
        [.. Settings.Select(s => new TrainingRow(new TrainingModule("m", TrainingKind.Real, "m", new ModuleFeatures(new double[CostFeatures.All.Count])), s, 1, null, null))]);

    private static string Page(PolicyCase module)
    {
        var runs = new Dictionary<string, TimeEstimate> { ["speed-backtracking"] = TimeEstimate.FromLaunches([[1e6]])!, ["winch"] = TimeEstimate.FromLaunches([[2e6]])! };
        return new PolicyPage(new PolicyEvaluation(Set, [module], new RunTimeEvidence([new ExecutedModule("m", "sha256:m", runs)]))).Markdown();
    }

    private static PolicyCase Case(string name, double expectedWinchRun) => new(
        name, TrainingKind.Real, name, 1000, true,
        [
            new CaseCosts("speed-backtracking", 100e6, 1e6, new SettingCandidate("speed-backtracking", 100e6, 1e6)) { FirstCompile = 101e6 },
            new CaseCosts("winch", 10e6, 2e6, new SettingCandidate("winch", 10e6, expectedWinchRun)) { FirstCompile = 11e6 },
        ]);
}
