using System.Text.Json;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Cli.Tests;

public sealed class HistoryTests : IDisposable
{
    private readonly SyntheticRuns _runs = new();

    [Fact]
    public async Task History_SixRunsWithAStep_FindsTheFirstRunAtTheNewLevel()
    {
        for (var i = 1; i <= 6; i++)
        {
            var since = i;
            _runs.Add(i, [$"{i}.0.0"], (module, settings) => since >= 4 && module == "module-2" && settings == "winch" ? 1.2 : 1);
        }

        var charts = Path.Combine(_runs.Folder, "charts");
        var run = await CliRun.Run("history", _runs.Folder, "--json", "-o", charts);

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(["1.0.0", "2.0.0", "3.0.0", "4.0.0", "5.0.0", "6.0.0"], json.RootElement.GetProperty("runs").EnumerateArray().Select(r => r.GetString()));
        var changed = Assert.Single(json.RootElement.GetProperty("cases").EnumerateArray(), c => c.GetProperty("changes").GetArrayLength() > 0);
        Assert.Equal(("module-2", "winch"), (changed.GetProperty("module").GetString(), changed.GetProperty("settings").GetString()));
        var step = Assert.Single(changed.GetProperty("changes").EnumerateArray());
        Assert.Equal("4.0.0", step.GetProperty("firstRun").GetString());
        Assert.InRange(1.2, step.GetProperty("lower").GetDouble(), step.GetProperty("upper").GetDouble());
        Assert.True(File.Exists(Path.Combine(charts, "overview.svg")));
        Assert.Equal(12 + 1, Directory.GetFiles(charts, "*.json").Length);
    }

    [Fact]
    public async Task History_StepOfExecutionsOnly_IsFoundInThemAndNotInCompiles()
    {
        for (var i = 1; i <= 6; i++)
        {
            var since = i;
            _runs.Add(i, [$"{i}.0.0"], executions: (module, settings) => since >= 4 && module == "module-2" && settings == "winch" ? 1.2 : 1);
        }

        var charts = Path.Combine(_runs.Folder, "charts");
        var run = await CliRun.Run("history", _runs.Folder, "--json", "-o", charts);
        var text = await CliRun.Run("history", _runs.Folder);

        using var json = JsonDocument.Parse(run.Output);
        var cases = json.RootElement.GetProperty("cases").EnumerateArray().ToList();
        Assert.Equal(["compile", "execute"], cases.Select(c => c.GetProperty("operation").GetString()!).Distinct().Order(StringComparer.Ordinal));
        var changed = Assert.Single(cases, c => c.GetProperty("changes").GetArrayLength() > 0);
        Assert.Equal(
            ("execute", "module-2", "winch"),
            (changed.GetProperty("operation").GetString(), changed.GetProperty("module").GetString(), changed.GetProperty("settings").GetString()));
        Assert.Contains("module-2 (execute) under winch: ", text.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(charts, "module-2-execute-winch-wall.svg")));
    }

    [Fact]
    public async Task History_ByVersion_OrdersNumbersAsNumbers()
    {
        _runs.Add(1, ["10.0.0"]);
        _runs.Add(2, ["9.0.0"]);

        var run = await CliRun.Run("history", _runs.Folder, "--order", "version");

        Assert.Contains("from 9.0.0 to 10.0.0", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_OneRun_SaysThatItNeedsTwo() =>
        Assert.Contains("at least two runs", (await CliRun.Run("history", _runs.Add(1, ["1.0.0"]))).OnlyComplaint(), StringComparison.Ordinal);

    [Fact]
    public async Task History_AFolderWithoutRuns_SaysSo() =>
        Assert.Contains("holds no run", (await CliRun.Run("history", _runs.Folder)).OnlyComplaint(), StringComparison.Ordinal);

    [Fact]
    public async Task History_ATornLineAndOtherModuleBytes_AreNotedInTextAndJson()
    {
        var token = TestContext.Current.CancellationToken;
        var torn = Path.Combine(_runs.Add(1, ["1.0.0"]), "cases.jsonl");
        await File.AppendAllTextAsync(torn, "{\"schema\":1,\"pha", token);
        var other = Path.Combine(_runs.Add(2, ["1.1.0"]), "cases.jsonl");
        await File.WriteAllTextAsync(other, (await File.ReadAllTextAsync(other, token)).Replace("sha256:1111", "sha256:2111", StringComparison.Ordinal), token);

        var text = await CliRun.Run("history", _runs.Folder);
        using var json = JsonDocument.Parse((await CliRun.Run("history", _runs.Folder, "--json")).Output);

        var notes = json.RootElement.GetProperty("notes").EnumerateArray().Select(n => n.GetString()!).ToList();
        Assert.Single(notes, n => n.Contains("run-001", StringComparison.Ordinal) && n.Contains("cut short", StringComparison.Ordinal));
        Assert.Single(notes, n => n.StartsWith("module-3 has other bytes from 1.1.0 on", StringComparison.Ordinal));
        Assert.All(notes, n => Assert.Contains($"note: {n}", text.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task History_RunsWithDifferentModules_CountsTheCasesThatAreNotInEveryRun()
    {
        _runs.Add(1, ["1.0.0"], modules: 3);
        _runs.Add(2, ["1.1.0"], modules: 2);

        Assert.Contains("note: 2 of 6 cases are not in every run", (await CliRun.Run("history", _runs.Folder)).Output, StringComparison.Ordinal);
    }

    // Runs are read on several threads: what one of them throws is a line like any other.
    [Fact]
    public async Task History_OfNowhere_OneLine() =>
        Assert.Contains("/nowhere does not exist", (await CliRun.Run("history", "/nowhere", _runs.Add(1, ["1.0.0"]))).OnlyComplaint(), StringComparison.Ordinal);

    [Fact]
    public async Task History_ANewerSchema_OneLine()
    {
        var manifest = Path.Combine(_runs.Add(1, ["1.0.0"]), "run.json");
        _runs.Add(2, ["1.1.0"]);
        var token = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest, token)).Replace($"\"schema\": {RunManifest.CurrentSchema}", "\"schema\": 99", StringComparison.Ordinal), token);

        Assert.Contains("schema 99", (await CliRun.Run("history", _runs.Folder)).OnlyComplaint(), StringComparison.Ordinal);
    }

    public void Dispose() => _runs.Dispose();
}
