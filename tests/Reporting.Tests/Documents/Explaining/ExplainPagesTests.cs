using System.Text.Json;
using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Documents.Explaining;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Explaining;

public class ExplainPagesTests
{
    private static readonly ExplainedEngine Old = new("1.0", "sha256:01");
    private static readonly ExplainedEngine New = new("2.0", "sha256:02");

    [Fact]
    public void ChangesPage_TwoModules_ClaimFirstAndTheLargerChangeOnTop()
    {
        var small = ExplanationDifference.Between(Make("small", "1.0", 1000, 1000), Make("small", "2.0", 1010, 1000));
        var large = ExplanationDifference.Between(Make("large", "1.0", 1000, 1000), Make("large", "2.0", 2000, 1000));

        var page = new ChangesPage
        {
            Baseline = Old,
            Candidate = New,
            Settings = ["speed-backtracking"],
            Differences = [small, large],
            NotCompared = ["broken: no"],
            Most = 1,
            LargestBytes = 1000,
        }.ToMarkdown();

        Assert.Contains("2.0 executes 50.0% more instructions than 1.0 on large", page, StringComparison.Ordinal);
        Assert.True(page.IndexOf("| large |", StringComparison.Ordinal) < page.IndexOf("| small |", StringComparison.Ordinal));
        Assert.DoesNotContain("## small", page, StringComparison.Ordinal);
        Assert.Contains("- broken: no", page, StringComparison.Ordinal);
    }

    [Fact]
    public void OverviewPage_OneModuleTwoSettings_SharesAndRatio()
    {
        var page = OverviewPage.ToMarkdown(New, [Make("m", "2.0", 3000, 1000), Make("m", "2.0", 500, 500)], []);

        Assert.Contains("| speed-backtracking | 4.0 k | 75.0% | 25.0% | 1.000 |", page, StringComparison.Ordinal);
        Assert.Contains("| speed-backtracking | 1.0 k | 50.0% | 50.0% | 0.250 |", page, StringComparison.Ordinal);
        Assert.Contains("the largest stage is optimise with 75.0%", page, StringComparison.Ordinal);
    }

    [Fact]
    public void SampledOverviewPage_ModuleBesideALadder_ShowsTheSharesOfBothInOneRow()
    {
        SampledExplanation Sampled(string module, int allocated, int optimised) => new(
            module, "winch", "2.0", TimeSpan.FromSeconds(1), allocated + optimised,
            [Stage(CompilerStage.Optimise, optimised, allocated), Stage(CompilerStage.RegisterAllocation, allocated, optimised)],
            [new FunctionSamples("alloc_it", CompilerStage.RegisterAllocation, allocated, BinomialShare.FromHits(allocated, allocated + optimised))]);

        var page = SampledOverviewPage.ToMarkdown(New, [new(Sampled("real", 900, 100), 990), new(Sampled("ladder@64", 400, 100), null)], ["broken: no"]);

        Assert.Contains("- real: register allocation takes 90.0% (88.0% to 91.7%) of the time of the compile under winch; the largest function of the compiler is alloc\\_it with 90.0%", page, StringComparison.Ordinal);
        Assert.Contains("| register allocation | 90.0% (88.0% to 91.7%) | 80.0% (76.3% to 83.3%) |", page, StringComparison.Ordinal);
        Assert.Contains("| *outside function bodies* | 99.0% | n/a |", page, StringComparison.Ordinal);
        Assert.Contains("| alloc\\_it | register allocation | 90.0% (88.0% to 91.7%) | 80.0% (76.3% to 83.3%) |", page, StringComparison.Ordinal);
        Assert.Contains("- broken: no", page, StringComparison.Ordinal);

        static StageSamples Stage(CompilerStage stage, int samples, int others) => new(stage, samples, BinomialShare.FromHits(samples, samples + others));
    }

    [Fact]
    public void ToJson_OneCompile_StagesAndForOneVersionPhases()
    {
        using var json = JsonDocument.Parse(ExplanationDocument.ToJson("m", "2.0", [new ExplainResult("speed-backtracking", Make("m", "2.0", 3000, 1000), null)]));

        foreach (var (list, name) in new[] { ("stages", "stage"), ("phases", "phase") })
        {
            Assert.Equal(["optimise", "lower"], json.RootElement.GetProperty(list).EnumerateArray().Select(s => s.GetProperty(name).GetString()));
            Assert.Equal([3000, 1000], json.RootElement.GetProperty(list).EnumerateArray().Select(s => s.GetProperty("instructions").GetInt64()));
        }

        Assert.All(json.RootElement.GetProperty("functions").EnumerateArray(), f => Assert.Equal(f.GetProperty("stage").GetString(), f.GetProperty("phase").GetString()));
    }

    [Fact]
    public void ToJson_CountingOverTheLimit_NoInstructionsAndTheForecast()
    {
        var forecast = new CountingForecast("2.0", "winch", TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1002), TimeSpan.FromSeconds(2002), TimeSpan.FromMinutes(10));

        using var json = JsonDocument.Parse(ExplanationDocument.ToJson("m", "2.0", [new ExplainResult("winch", null, null, forecast)]));

        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("instructions").ValueKind);
        Assert.Contains("exceeds the limit of 600 s: use --sample", json.RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void FromResults_LibraryWithoutSymbols_SaysThatStagesAreUnknown()
    {
        var text = ExplanationText.FromResults("m", 10, "2.0", [new ExplainResult("winch", CompileExplanation.WithoutSymbols("m", "winch", "2.0", 5), null)], 3);

        Assert.Contains(text.Blocks, b => b.Line == "winch: stages unknown: the library has no symbols");
    }

    private static CompileExplanation Make(string module, string engine, long optimise, long lower) => new(
        module,
        "speed-backtracking",
        engine,
        optimise + lower,
        HasSymbols: true,
        [
            new StageCost(CompilerStage.Optimise, optimise, (double)optimise / (optimise + lower)),
            new StageCost(CompilerStage.Lower, lower, (double)lower / (optimise + lower)),
        ],
        [new FunctionCost("opt", CompilerStage.Optimise, optimise, optimise, 1, false, optimise), new FunctionCost("low", CompilerStage.Lower, lower, lower, 1, false, lower)],
        null);
}
