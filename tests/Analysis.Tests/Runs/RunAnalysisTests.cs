using CompileBench.Analysis.Runs;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.Runs;

public sealed class RunAnalysisTests
{
    private static readonly CaseRecord[] TwoModules =
    [
        Records.Compiled("zlib", "speed-backtracking", [100, 101, 99], [102, 100, 101]),
        Records.Compiled("zlib", "winch", [10, 11, 10], [10, 10, 11]),
        Records.Compiled("lua", "winch", [20, 20, 21]),
        Records.Compiled("lua", "speed-backtracking", [400, 410, 405]),
        Records.Compiled("lua", "none-singlepass", [200, 210, 205]),
    ];

    [Fact]
    public void FromRecords_TwoModules_GivesRowsByNameAndSettingsWithTheBaselineFirst()
    {
        EngineAnalysis engine = Assert.Single(RunAnalysis.FromRecords(TwoModules).Engines);

        Assert.Equal(["lua", "zlib"], engine.Rows.Select(r => r.Module));
        Assert.Equal(["speed-backtracking", "none-singlepass", "winch"], engine.Settings);
        Assert.Null(engine.Rows[0].Cells["speed-backtracking"].Ratio);
        Assert.Equal(20.0 / 405, engine.Rows[0].Cells["winch"].Ratio!.Ratio, 6);
    }

    [Fact]
    public void FromRecords_SettingsOrder_IsFollowed()
    {
        var options = new RunAnalysisOptions { SettingsOrder = ["winch", "none-singlepass"] };

        Assert.Equal(["speed-backtracking", "winch", "none-singlepass"], RunAnalysis.FromRecords(TwoModules, options).Engines[0].Settings);
    }

    [Fact]
    public void FromRecords_TwoModules_SummarisesEachSettingOverTheModulesItCompiled()
    {
        EngineAnalysis engine = RunAnalysis.FromRecords(TwoModules).Engines[0];

        Assert.Equal([("none-singlepass", 1), ("winch", 2)], engine.Summaries.Select(s => (s.Settings, s.ModuleCount)));
    }

    [Fact]
    public void FromRecords_ModuleWithoutABaseline_HasTimesButNoRatio()
    {
        RunAnalysis analysis = RunAnalysis.FromRecords([Records.Compiled("m", "winch", [1000, 1001])]);

        CaseCell cell = analysis.Engines[0].Rows[0].Cells["winch"];
        Assert.NotNull(cell.Warm);
        Assert.Null(cell.Ratio);
        Assert.Empty(analysis.Engines[0].Summaries);
    }

    [Fact]
    public void FromRecords_FailedCases_AreListedWithTheirReasonAndLowerBound()
    {
        CaseRecord rejected = Records.Create("gc", "winch") with { Outcome = OutcomeKind.Rejected, Message = "no GC" };
        CaseRecord slow = Records.Create("deep", "winch") with { Outcome = OutcomeKind.TimedOut, Samples = [Records.Cold(1, 6e10)] };
        CaseRecord large = Records.Create("wide", "winch") with { Outcome = OutcomeKind.OutOfMemory, PeakNativeBytes = 5 };

        RunAnalysis analysis = RunAnalysis.FromRecords([rejected, slow, large]);

        Assert.Equal(["deep", "gc", "wide"], analysis.NotCompiled.Select(n => n.Case.Module));
        Assert.Equal(6e10, analysis.NotCompiled[0].AtLeastNanoseconds);
        Assert.Equal("no GC", analysis.NotCompiled[1].Message);
        Assert.Equal(5, analysis.NotCompiled[2].AtLeastBytes);
        Assert.Empty(analysis.Engines.Single().Rows);
    }

    [Fact]
    public void FromRecords_CaseMeasuredTwice_CountsTheLaterRecord()
    {
        RunAnalysis analysis = RunAnalysis.FromRecords([Records.Compiled("m", "winch", [1000]), Records.Compiled("m", "winch", [2000])]);

        Assert.Equal(2000, analysis.Engines[0].Rows[0].Cells["winch"].Warm!.Centre, 6);
    }

    [Fact]
    public void FromRecords_ValidatePhase_IsTheRowsFloorAndNoSetting()
    {
        CaseRecord validate = Records.Compiled("zlib", "-", [7, 7, 7]) with { Operation = OperationNames.Validate };

        EngineAnalysis engine = RunAnalysis.FromRecords([.. TwoModules, validate]).Engines[0];

        Assert.Equal(7, engine.Rows[1].Validate!.Centre, 6);
        Assert.DoesNotContain("-", engine.Settings);
    }

    [Fact]
    public void FromRecords_TwoEngines_AreKeptApart()
    {
        CaseRecord other = Records.Compiled("zlib", "winch", [50]) with { Engine = "49.0.0" };

        Assert.Equal(["49.0.0", "50.0.1"], RunAnalysis.FromRecords([.. TwoModules, other]).Engines.Select(e => e.Engine));
    }

    [Fact]
    public void FromRecords_FitMetric_FitsEachSettingAgainstIt()
    {
        CaseRecord[] records = [.. new[] { 1, 2, 4 }.Select(n => Records.Compiled($"m{n}", "winch", [n * 1000.0]))];
        var metrics = new[] { 1, 2, 4 }.ToDictionary(
            n => $"m{n}", n => (IReadOnlyDictionary<string, double>)new Dictionary<string, double> { ["bytes"] = n * 64 });

        SettingFit fit = Assert.Single(RunAnalysis.FromRecords(records, new() { ModuleMetrics = metrics, FitMetrics = ["bytes"] }).Engines[0].Fits);

        Assert.Equal(("winch", "bytes", 3), (fit.Settings, fit.Metric, fit.Points.Count));
        Assert.Equal(1, fit.Fit!.Exponent, 6);
    }

    [Fact]
    public void FromRecords_NoRecords_IsEmpty() => Assert.Empty(RunAnalysis.FromRecords([]).Engines);
}
