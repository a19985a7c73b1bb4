using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Policy.Evaluation;
using CompileBench.Analysis.Prediction;
using CompileBench.Analysis.Prediction.Evaluation;
using CompileBench.Analysis.Prediction.Features;
using CompileBench.Analysis.Prediction.Training;
using CompileBench.Analysis.Tests.Policy.Costs;
using Xunit;

namespace CompileBench.Analysis.Tests.Policy.Evaluation;

public sealed class PolicyEvaluationTests
{
    private static readonly ModuleFeatures Features = new(new double[CostFeatures.All.Count]);

    [Fact]
    public void FromRule_KnownCosts_GivesTheShareAboveTheBestChoice()
    {
        // After ten runs: 200 under the default, 230 under Winch.
        var module = Case("m", ("speed-backtracking", 100, 10), ("winch", 30, 20));

        Assert.Equal(0.15, RegretSummary.FromRule(PolicyRule.WinchFirst, [module], 10, null)!.Mean, 9);
        Assert.Equal(0, RegretSummary.FromRule(PolicyRule.ForSetting("speed-backtracking"), [module], 10, null)!.Worst, 9);
        Assert.Equal("speed-backtracking", RegretSummary.BestSingle([module], 10, null)!.Value.Settings);
        Assert.Equal("winch", RegretSummary.BestSingle([module], 0, null)!.Value.Settings);
    }

    [Fact]
    public void FromRule_Deadline_CountsWhoMeetsItAndJudgesOnlyThose()
    {
        PolicyCase[] modules = [Case("m", ("speed-backtracking", 100, 10), ("winch", 30, 20)), Case("n", ("speed-backtracking", 40, 10), ("winch", 35, 20)), Case("over", ("speed-backtracking", 90, 1), ("winch", 80, 2))];

        var always = RegretSummary.FromRule(PolicyRule.ForSetting("speed-backtracking"), modules, 10, 50)!;

        Assert.Equal((2, 1, 0), (always.Modules, always.Met, always.Worst));
        Assert.Equal(2, RegretSummary.FromRule(PolicyRule.Policy, modules, 10, 50)!.Met);
    }

    [Fact]
    public void NoneAboveCap_ByModuleBytes()
    {
        var module = Case("m", ("speed-backtracking", 100, 10), ("none-backtracking", 60, 20));

        Assert.Equal("speed-backtracking", PolicyRule.NoneAboveCap.Choose(module with { ModuleBytes = 100e3 }, 1, null).Settings);
        Assert.Equal("none-backtracking", PolicyRule.NoneAboveCap.Choose(module with { ModuleBytes = 100_001 }, 1, null).Settings);
    }

    [Fact]
    public void Pathological_TenTimesSlower_SavesCompileTimeAndLosesRunTime()
    {
        PolicyCase[] modules = [Case("slow", ("speed-backtracking", 1000, 10), ("none-singlepass", 100, 12)), Case("usual", ("speed-backtracking", 100, 10), ("none-singlepass", 50, 12))];

        var summary = PathologicalSummary.FromRule(PolicyRule.Policy, modules, 10)!;

        Assert.Equal(1, summary.Modules);
        Assert.Equal(10, summary.CompileFactor, 9);
        Assert.Equal(0.2, summary.RunTimeLost, 9);
        Assert.Equal(1100 / 220.0, summary.TotalFactor, 9);
    }

    [Fact]
    public void FromPredictions_ExecutedModule_ExpectsTheRunTimesOfOtherPackagesOnly()
    {
        // Winch takes twice as long as the default for a, eight times for b; the compile of c is not executed.
        var evaluation = PolicyEvaluation.FromPredictions(Set("a", "b", "c"), [[.. RunTimeEvidenceTests.Executed("a", 10e6, 20e6), .. RunTimeEvidenceTests.Executed("b", 10e6, 80e6)]], HeldOut("a", "b", "c"));

        var (a, c) = (evaluation.Cases.Single(m => m.Module == "a"), evaluation.Cases.Single(m => m.Module == "c"));
        Assert.True(a.IsExecuted && !c.IsExecuted);
        Assert.Equal(2, a.Find("winch")!.Run / a.Default.Run, 6);
        Assert.Equal(8, a.Find("winch")!.Expected.Run / a.Default.Expected.Run, 6);
        Assert.Equal(PolicyEvaluation.AssumedRun * 4, c.Find("winch")!.Run, 3);
        Assert.Equal(c.Find("winch")!.Run, c.Find("winch")!.Expected.Run);
        Assert.Equal(6e6, c.Find("winch")!.Expected.Compile);
    }

    [Fact]
    public void FromPredictions_NoExecution_JudgesCompilesAlone()
    {
        var evaluation = PolicyEvaluation.FromPredictions(Set("a", "b"), [], HeldOut("a", "b"));

        Assert.False(evaluation.HasRunTimes);
        Assert.All(evaluation.Cases.SelectMany(c => c.Costs), c => Assert.Equal(0, c.Run));
        Assert.Equal("winch", evaluation.Cases[0].Oracle(0, null)!.Settings);
    }

    private static PolicyCase Case(string name, params (string Settings, double Compile, double Run)[] costs) => new(
        name, TrainingKind.Real, name, 1000, true, [.. costs.Select(c => new CaseCosts(c.Settings, c.Compile, c.Run, new SettingCandidate(c.Settings, c.Compile, c.Run)) { FirstCompile = c.Compile })]);

    private static TrainingSet Set(params string[] modules) => new("50.0.1", "sha256:00", null, ["run"],
        [.. modules.Select(m => new TrainingModule(m, TrainingKind.Real, m, Features)).SelectMany(m => (TrainingRow[])[new(m, "speed-backtracking", 50e6, null, null), new(m, "winch", 5e6, null, null)])]);

    private static HeldOutPart[] HeldOut(params string[] modules) =>
    [
        .. new[] { ("speed-backtracking", 50e6, 55e6), ("winch", 5e6, 6e6) }.Select(s => new HeldOutPart(s.Item1, CostTarget.Time,
            [.. modules.Select(m => new HeldOut(m, m, TrainingKind.Real, s.Item2, s.Item3) { LargestTerm = "functions", LargestShare = 1 })])),
    ];
}
