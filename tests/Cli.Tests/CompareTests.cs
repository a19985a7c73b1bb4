using System.Text.Json;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Cli.Tests;

public sealed class CompareTests : IDisposable
{
    private readonly SyntheticRuns _runs = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compare_OneCaseTenPerCentSlower_SaysSoAndFails()
    {
        var baseline = _runs.Add(1, ["1.0.0"]);
        var candidate = _runs.Add(2, ["1.1.0"], (module, settings) => (module, settings) == ("module-3", "winch") ? 1.1 : 1);
        var markdown = Path.Combine(_runs.Folder, "pull-request.md");

        var run = await CliRun.Run("compare", baseline, candidate, "--json", "--markdown", markdown);

        Assert.Equal(1, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        var rows = json.RootElement.GetProperty("comparisons").EnumerateArray().Where(r => r.GetProperty("metric").GetString() == "wall").ToList();
        Assert.Equal(12, rows.Count);
        var slower = Assert.Single(rows, r => r.GetProperty("verdict").GetString() == "Slower");
        Assert.Equal(("module-3", "winch"), (slower.GetProperty("module").GetString(), slower.GetProperty("settings").GetString()));
        Assert.InRange(slower.GetProperty("ratio").GetDouble(), 1.08, 1.12);
        Assert.All(rows.Where(r => r.GetProperty("verdict").GetString() != "Slower"), r => Assert.Equal("Equivalent", r.GetProperty("verdict").GetString()));
        Assert.Equal(("1.0.0", "1.1.0"), (rows[0].GetProperty("baseline").GetString(), rows[0].GetProperty("candidate").GetString()));
        Assert.Contains(json.RootElement.GetProperty("summary").EnumerateArray(), s => s.GetProperty("settings").GetString() == "speed-backtracking" && s.GetProperty("verdict").GetString() == "Equivalent");
        Assert.Contains("more wall time than 1.0.0", await File.ReadAllTextAsync(markdown, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_ExecutionsSlowerAndCompilesEqual_JudgesEachOperationOnItsOwn()
    {
        var baseline = _runs.Add(1, ["1.0.0"], executions: (_, _) => 1);
        var candidate = _runs.Add(2, ["1.1.0"], executions: (_, settings) => settings == "winch" ? 1.3 : 1);

        var run = await CliRun.Run("compare", baseline, candidate, "--json");
        var text = await CliRun.Run("compare", baseline, candidate);

        Assert.Equal(1, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        string Verdicts(string rows) => string.Join(' ', json.RootElement.GetProperty(rows).EnumerateArray().Where(r => r.GetProperty("metric").GetString() == "wall")
            .Select(r => $"{r.GetProperty("operation")} {r.GetProperty("settings")} {r.GetProperty("verdict")};").Distinct().Order(StringComparer.Ordinal));
        const string Expected = "compile speed-backtracking Equivalent; compile winch Equivalent; execute speed-backtracking Equivalent; execute winch Slower;";
        Assert.Equal(Expected, Verdicts("comparisons"));
        Assert.Equal(Expected, Verdicts("summary"));
        Assert.Contains("module-0 (execute)", text.Output, StringComparison.Ordinal);
        Assert.Contains("winch (execute), 6 modules: 1.1.0 takes 30% more wall time than 1.0.0", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("never", 0)]
    [InlineData("slower", 1)]
    [InlineData("larger", 0)]
    public async Task Compare_ASlowerCandidate_FailsOnWhatWasAskedFor(string failOn, int exitCode)
    {
        var run = await CliRun.Run("compare", _runs.Add(1, ["1.0.0"]), _runs.Add(2, ["1.1.0"], (_, _) => 1.2), "--fail-on", failOn);

        Assert.Equal(exitCode, run.ExitCode);
    }

    [Fact]
    public async Task Compare_AHigherThreshold_TheSameChangeIsNotRelevant() =>
        Assert.Equal(0, (await CliRun.Run("compare", _runs.Add(1, ["1.0.0"]), _runs.Add(2, ["1.1.0"], (_, _) => 1.05), "--threshold", "20%")).ExitCode);

    [Fact]
    public async Task Compare_DifferentHosts_WarnsAndGivesTimesNoVerdict()
    {
        var run = await CliRun.Run("compare", _runs.Add(1, ["1.0.0"]), _runs.Add(2, ["1.1.0"], (_, _) => 1.5, host: "elsewhere"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("different hosts", run.Output, StringComparison.Ordinal);
        Assert.Contains("wall time: 12 inconclusive", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1.3, "the candidate's run")]
    [InlineData(1.3, 1, "the baseline's run")]
    [InlineData(1.3, 1.3, null)]
    public async Task Compare_CompilesThatWaitedForACore_SaysInWhichRun(double first, double second, string? said)
    {
        var run = await CliRun.Run("compare", _runs.Add(1, ["1.0.0"], busy: first), _runs.Add(2, ["1.1.0"], busy: second), "--fail-on", "never");

        Assert.Equal(said is not null, run.Output.Contains("busy with something else", StringComparison.Ordinal));
        Assert.Contains(said ?? "", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_SeveralRunsASide_JudgesPeakMemoryToo()
    {
        var (baseline, candidate) = (Path.Combine(_runs.Folder, "before"), Path.Combine(_runs.Folder, "after"));
        for (var i = 1; i <= 3; i++)
        {
            Move(_runs.Add(i, ["1.0.0"]), baseline);
            Move(_runs.Add(10 + i, ["1.1.0"], peakFactor: 1.3), candidate);
        }

        var run = await CliRun.Run("compare", baseline, candidate);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("peak memory: 12 larger", run.Output, StringComparison.Ordinal);

        static void Move(string path, string folder)
        {
            Directory.CreateDirectory(folder);
            Directory.Move(path, Path.Combine(folder, Path.GetFileName(path)));
        }
    }

    [Theory]
    [InlineData("slower,larger,failed", 1)]
    [InlineData("slower,larger", 0)]
    public async Task Compare_ACaseThatOnlyTheCandidateCannotCompile_Fails(string failOn, int exitCode)
    {
        var candidate = _runs.Add(2, ["1.1.0"]);
        var journal = Path.Combine(candidate, "cases.jsonl");
        var lines = await File.ReadAllLinesAsync(journal, Stop);
        lines[0] = lines[0].Replace("\"Completed\"", "\"Crashed\"", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(journal, lines, Stop);

        Assert.Equal(exitCode, (await CliRun.Run("compare", _runs.Add(1, ["1.0.0"]), candidate, "--fail-on", failOn)).ExitCode);
    }

    [Fact]
    public async Task Compare_TwoEnginesOfOneRun_AreNamedBehindAnAt()
    {
        var run = _runs.Add(1, ["1.0.0", "1.1.0"]);

        Assert.Contains("name one as", (await CliRun.Run("compare", run, run)).OnlyComplaint(), StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.Run("compare", run + "@1.0.0", run + "@1.1.0")).ExitCode);
    }

    [Fact]
    public async Task Compare_NothingInCommon_SaysWhatEachHas()
    {
        var other = _runs.Add(2, ["1.0.0"]);
        var journal = Path.Combine(other, "cases.jsonl");
        await File.WriteAllTextAsync(journal, (await File.ReadAllTextAsync(journal, Stop)).Replace("\"module-", "\"other-", StringComparison.Ordinal), Stop);

        Assert.Contains("no case in common", (await CliRun.Run("compare", _runs.Add(1, ["1.0.0"]), other)).OnlyComplaint(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_AnyRuns_TheHeadlineComesFirst()
    {
        var run = await CliRun.Run("compare", _runs.Add(1, ["1.0.0"]), _runs.Add(2, ["1.1.0"], (_, _) => 1.2), "--fail-on", "never");

        var first = run.Output.Split('\n')[0];
        Assert.StartsWith("speed-backtracking, 6 modules: 1.1.0 takes", first, StringComparison.Ordinal);
        Assert.Contains("more wall time than 1.0.0", first, StringComparison.Ordinal);
        Assert.Contains("comparisons decided (", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_ACaseThatAnEngineRefuses_IsNotInconclusive()
    {
        var candidate = _runs.Add(2, ["1.1.0"]);
        var journal = Path.Combine(candidate, "cases.jsonl");
        var lines = await File.ReadAllLinesAsync(journal, Stop);
        lines[0] = lines[0].Replace("\"Completed\"", "\"Rejected\"", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(journal, lines, Stop);

        var run = await CliRun.Run("compare", _runs.Add(1, ["1.0.0"]), candidate);

        Assert.Contains("wall time: 11 no change that matters, 1 not compiled by both", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_DuelsOfInstructions_SaysWhatToDo()
    {
        var duel = _runs.Add(1, ["1.0.0"]);
        await File.WriteAllTextAsync(Path.Combine(duel, "cases.jsonl"), "", Stop);
        await File.WriteAllTextAsync(Path.Combine(duel, "comparison.json"), "{}", Stop);

        Assert.Contains("use compilebench duel --metric instructions", (await CliRun.Run("compare", duel, duel)).OnlyComplaint(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_ANewerSchema_IsRefusedInALine()
    {
        var newer = _runs.Add(2, ["1.0.0"]);
        var manifest = Path.Combine(newer, "run.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest, Stop)).Replace($"\"schema\": {RunManifest.CurrentSchema}", "\"schema\": 99", StringComparison.Ordinal), Stop);

        Assert.Contains("schema 99", (await CliRun.Run("compare", _runs.Add(1, ["1.0.0"]), newer)).OnlyComplaint(), StringComparison.Ordinal);
    }

    public void Dispose() => _runs.Dispose();
}
