using CompileBench.Analysis.Policy.Advising;
using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Policy.Costs;
using CompileBench.Analysis.Prediction;
using CompileBench.Analysis.Tests.Policy.Costs;
using Xunit;

namespace CompileBench.Analysis.Tests.Policy.Advising;

public sealed class ModuleAdvisorTests
{
    private static readonly Dictionary<string, string> None = [];
    private static readonly ModulePrediction Prediction = Predictions.Module(("speed-backtracking", 100e6), ("winch", 10e6));
    private static readonly RunTimeEvidence Evidence = RunTimeEvidence.FromRuns([[.. RunTimeEvidenceTests.Executed("a", 10e6, 20e6), .. RunTimeEvidenceTests.Executed("b", 10e6, 80e6)]], "sha256:00");

    [Fact]
    public void Advise_NotExecuted_UsesMeansOfOtherModules()
    {
        var advice = Advise(Demand.FromSeconds(0.02), "sha256:x");

        Assert.Equal(RunTimeSource.OtherModules, advice.RunTimes!.Source);
        Assert.Equal(10e6 + (4 * 20e6), advice.Find("winch")!.TotalAfter(advice.Runs), 1);
        Assert.Equal("winch", advice.Chosen.Settings);
        Assert.Equal("speed-backtracking", Advise(Demand.FromSeconds(1), "sha256:x").Chosen.Settings);
    }

    [Fact]
    public void Advise_Recorded_UsesTheModulesOwnRunTimes()
    {
        var advice = Advise(Demand.FromRuns(3), "sha256:a");

        Assert.Equal(RunTimeSource.Recorded, advice.RunTimes!.Source);
        Assert.Equal(10e6 + (3 * 20e6), advice.Find("winch")!.TotalAfter(advice.Runs), 1);
    }

    [Fact]
    public void Advise_Measured_ComesBeforeRecorded()
    {
        var advice = Advise(Demand.FromRuns(3), "sha256:a", measured: new() { ["speed-backtracking"] = 10e6, ["winch"] = 11e6 });

        Assert.Equal(RunTimeSource.Measured, advice.RunTimes!.Source);
        Assert.Equal(10e6 + (3 * 11e6), advice.Find("winch")!.TotalAfter(advice.Runs), 1);
    }

    [Fact]
    public void Advise_RunTimeIsGiven_KeepsTheRatio()
    {
        var advice = Advise(Demand.FromRuns(2), "sha256:a", run: 1e6);

        Assert.Equal(10e6 + (2 * 2e6), advice.Find("winch")!.TotalAfter(advice.Runs), 1);
    }

    [Fact]
    public void Advise_NoExecutionIsKnown_ComparesCompilesAlone()
    {
        var advice = new ModuleAdvisor(new AdviceQuestion(Demand.FromSeconds(100), CompileLimits.None), RunTimeEvidence.None, FirstCompileCost.Unknown).Advise("m", "sha256:x", Prediction, None)!;

        Assert.Null(advice.RunTimes);
        Assert.Equal((0, "winch"), (advice.Runs, advice.Chosen.Settings));
    }

    [Fact]
    public void Advise_SettingThatRefuses_IsNotChosen()
    {
        var advice = Advise(Demand.CompileOnly, "sha256:x", excluded: new() { ["winch"] = "refused: gc" });

        Assert.Equal("speed-backtracking", advice.Chosen.Settings);
        Assert.Equal("refused: gc", advice.Rows.Single(r => r.Settings == "winch").Excluded);
    }

    [Fact]
    public void Advise_SettingWithoutRunTime_IsChosenForCompilesOnly()
    {
        var prediction = Predictions.Module(("speed-backtracking", 100e6), ("pulley", 1e6));
        ModuleAdvice For(Demand demand) => new ModuleAdvisor(new AdviceQuestion(demand, CompileLimits.None), Evidence, FirstCompileCost.Unknown).Advise("m", "sha256:x", prediction, None)!;

        Assert.Equal("speed-backtracking", For(Demand.FromRuns(1)).Chosen.Settings);
        Assert.Equal("pulley", For(Demand.CompileOnly).Chosen.Settings);
    }

    [Fact]
    public void Advise_EverySettingRefuses_Null() =>
        Assert.Null(new ModuleAdvisor(new AdviceQuestion(Demand.CompileOnly, CompileLimits.None), Evidence, FirstCompileCost.Unknown)
            .Advise("m", "sha256:x", Prediction, new Dictionary<string, string> { ["winch"] = "no", ["speed-backtracking"] = "no" }));

    [Fact]
    public void Change_DeadlineMissed_NamesTheFunctionsThatAreTooMuch()
    {
        FunctionPrediction Function(int index, double time) => new(new FunctionReference(index, $"f{index}"), time, time / 100e6);
        var prediction = new ModulePrediction(1000, 3, [Predictions.Setting("speed-backtracking", 100e6, Function(7, 40e6), Function(8, 20e6), Function(9, 5e6)), Predictions.Setting("winch", 10e6)]);

        // The upper end of 125 ms must fall to 62.5 ms: half of the 100 ms have to go.
        var change = Advise(prediction, 62.5e6).Change!;

        Assert.Equal(("speed-backtracking", true), (change.Settings, change.Suffices));
        Assert.Equal(50e6, change.ExcessNanoseconds, 1);
        Assert.Equal([7, 8], change.Functions.Select(f => f.Function.Index));
        Assert.False(Advise(prediction, 20e6).Change!.Suffices);
        Assert.Null(Advise(prediction, 130e6).Change);

        static ModuleAdvice Advise(ModulePrediction prediction, double deadline) =>
            new ModuleAdvisor(new AdviceQuestion(Demand.FromSeconds(10), new CompileLimits(deadline, null)), Evidence, FirstCompileCost.Unknown).Advise("m", "sha256:x", prediction, None)!;
    }

    [Fact]
    public void FromModules_OneModuleApart_LeavesTheSettingForAll()
    {
        ModuleAdvice Module(string name, double speed, double winch) => new ModuleAdvisor(new AdviceQuestion(Demand.FromSeconds(1), CompileLimits.None), Evidence, FirstCompileCost.Unknown)
            .Advise(name, "sha256:x", Predictions.Module(("speed-backtracking", speed), ("winch", winch)), None)!;

        var folder = FolderAdvice.FromModules([Module("a", 100e6, 10e6), Module("b", 100e6, 10e6), Module("slow", 20e9, 10e6)]);

        // Of all three together, Winch costs less; the two small ones are better off under the default.
        Assert.Equal("winch", folder.Settings);
        Assert.Equal(["a", "b"], folder.Exceptions.Select(e => e.Advice.Module));
        Assert.True(folder.TotalApart < folder.TotalUnder("winch"));
    }

    private static ModuleAdvice Advise(Demand demand, string digest, Dictionary<string, double>? measured = null, double? run = null, Dictionary<string, string>? excluded = null) =>
        new ModuleAdvisor(new AdviceQuestion(demand, CompileLimits.None) { RunNanoseconds = run }, Evidence, FirstCompileCost.Unknown).Advise("m", digest, Prediction, excluded ?? None, measured)!;
}
