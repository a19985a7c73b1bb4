using CompileBench.Analysis.Policy.Advising;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Policy.Costs;
using CompileBench.Analysis.Prediction;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Documents.Advice;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Advice;

public sealed class AdviceTextTests
{
    private static readonly CompileLimits Deadline = new(30e6, null);

    private static readonly RunTimeEvidence Evidence = new([Executed("a", 20e6), Executed("b", 80e6)]);

    [Fact]
    public void Module_Text_AnswersFirstAndSaysLastWhatToDo()
    {
        var lines = Lines(new ModuleAdviceText(Advise(Demand.FromSeconds(0.01), Deadline), Evidence, null).ToText());

        Assert.Equal("Use winch: m compiles in about 10.0 ms, in total 50.0 ms with 10.0 ms of execution, 55% less than under speed-backtracking, the default; its first compile is expected within 30.0 ms.", lines[0]);
        Assert.StartsWith("Next: configure the engine", lines[^1], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.StartsWith("To keep to the limit under", StringComparison.Ordinal) || l.StartsWith("Cheapest by time of execution", StringComparison.Ordinal));
        Assert.Contains("  NativeConfig.wasmtime_config_strategy_set(NativeConfig.HandleOf(config), 2); // Winch", lines);
        Assert.Contains("  config.strategy(wasmtime::Strategy::Winch);", lines);
    }

    [Fact]
    public void Module_NoSettingKeepsTheDeadline_SaysSoInTheFirstLine() =>
        Assert.StartsWith(
            "Use winch, which comes closest: no setting is expected to compile m within 1.00 ms;",
            Lines(new ModuleAdviceText(Advise(Demand.FromSeconds(1), new CompileLimits(1e6, null)), Evidence, null).ToText())[0],
            StringComparison.Ordinal);

    [Fact]
    public void Module_BoundsWiderThanTheirFigure_AreNotPrinted()
    {
        var wide = new CostEstimate(10e6, 2e6, 5e6, 20e6, 120e6, true);
        var prediction = new ModulePrediction(1000, 3, [Setting("speed-backtracking", Cost(100e6)), Setting("winch", wide)]);
        var table = Assert.Single(new ModuleAdviceText(Advise(Demand.FromSeconds(1), CompileLimits.None, prediction), Evidence, null).ToText().Blocks, b => b.Table is not null).Table!;

        var winch = table.Rows.Single(r => r[0].Text == "winch");
        Assert.Equal("not known closely", winch[2].Text);
        Assert.Equal("80.0 ms to 125 ms", table.Rows.Single(r => r[0].Text == "speed-backtracking")[2].Text);

        // Two modules, twice and eight times as long: the bounds of their mean are far wider than it.
        Assert.StartsWith("4.00x; 2.00x to 8.00x seen", winch[8].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Module_CheckedCompileOverTheDeadline_ChangesWhatToDo()
    {
        var over = new CheckedCompile("m", "winch", TimeEstimate.FromLaunches([[40e6], [41e6], [40e6]]), BudgetVerdict.Over, null, null, null);

        var last = Lines(new ModuleAdviceText(Advise(Demand.FromSeconds(0.01), Deadline), Evidence, over).ToText())[^1];

        Assert.StartsWith("Next: choose another limit or change the module. Checked: the first compile of m under winch took 40.", last, StringComparison.Ordinal);
        Assert.Contains("longer than 30.0 ms", last, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_Check_CountsWhoKeepsTheDeadline()
    {
        var folder = FolderAdvice.FromModules([Advise(Demand.FromSeconds(0.01), Deadline), Advise(Demand.FromSeconds(0.01), Deadline) with { Module = "n" }]);
        CheckedCompile Found(string module, BudgetVerdict verdict) => new(module, "winch", TimeEstimate.FromLaunches([[10e6], [10e6], [10e6]]), verdict, null, null, null);

        var lines = Lines(new FolderAdviceText(folder, Evidence, [Found("m", BudgetVerdict.Within), Found("n", BudgetVerdict.TooCloseToCall)]).ToText());

        Assert.Equal("Use winch for the 2 modules, and no other one pays for any of them; each first compile is expected within 30.0 ms.", lines[0]);
        Assert.EndsWith("Checked: 1 of 2 modules keep to 30.0 ms under the advised setting, 1 are too close to call.", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Fuzz_Text_NamesWhatToDropAndWhatToBound()
    {
        var modules = new[] { ("slow", 9e9, 4e9), ("quick", 1e9, 0.5e9) }.Select(m => (m.Item1, Module(("speed-backtracking", m.Item2), ("none-singlepass", m.Item3)), (IReadOnlyDictionary<string, string>)new Dictionary<string, string>())).ToList();
        CaseRecord Rung(int size, double time) => new()
        {
            Operation = OperationNames.Compile, Module = $"nested@{size}", Settings = "speed-backtracking", Engine = "1", ModuleDigest = "sha256:0", EngineDigest = "sha256:0",
            Outcome = OutcomeKind.Completed, Samples = [new CompileTimeSample(1, 0, SampleKind.Warm, 1, (long)time, null)], StartedAt = DateTimeOffset.UnixEpoch,
        };
        var bounds = ShapeBound.FromRecords([Rung(100, 1e9), Rung(200, 2e9), Rung(400, 4e9)], ["speed-backtracking"], 3e9, new Dictionary<string, string> { ["nested"] = "loops" });

        var text = new FuzzAdviceText(FuzzAdvice.FromPredictions(modules, CompileBudget.ForFuzzers), bounds, laddersAreKnown: true).ToText();

        Assert.StartsWith("Use none-singlepass: 1 of 2 modules are expected to compile within 3.00 s; drop 1,", Lines(text)[0], StringComparison.Ordinal);
        var tables = text.Blocks.Where(b => b.Table is not null).Select(b => b.Table!).ToList();
        Assert.Equal(["slow", "speed-backtracking, none-singlepass", "", "9.00 s", "180 s"], tables[1].Rows[0].Select(c => c.Text));
        Assert.Equal(["nested", "300", "loops", "speed-backtracking", ""], tables[2].Rows[0].Select(c => c.Text));
        Assert.Contains("drop the modules", Lines(text)[^1], StringComparison.Ordinal);
    }

    private static List<string> Lines(TextDocument text) => [.. text.Blocks.Select(b => b.Line).OfType<string>()];

    private static ModuleAdvice Advise(Demand demand, CompileLimits limits, ModulePrediction? prediction = null) =>
        new ModuleAdvisor(new AdviceQuestion(demand, limits), Evidence, FirstCompileCost.Unknown)
            .Advise("m", "sha256:x", prediction ?? Module(("speed-backtracking", 100e6), ("winch", 10e6)), new Dictionary<string, string>())!;

    private static ModulePrediction Module(params (string Settings, double Nanoseconds)[] settings) => new(1000, 3, [.. settings.Select(s => Setting(s.Settings, Cost(s.Nanoseconds)))]);

    private static SettingPrediction Setting(string settings, CostEstimate time) => new(settings, time, Cost(10e6), null, [], null, []);

    private static CostEstimate Cost(double value) => new(value, value * 0.8, value * 0.9, value * 1.1, value * 1.25, false);

    private static ExecutedModule Executed(string module, double winch) => new(module, $"sha256:{module}", new Dictionary<string, TimeEstimate>
    {
        ["speed-backtracking"] = TimeEstimate.FromLaunches([[10e6], [10e6]])!,
        ["winch"] = TimeEstimate.FromLaunches([[winch], [winch]])!,
    });
}
