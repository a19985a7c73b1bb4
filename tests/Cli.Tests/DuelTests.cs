using System.Text.Json;
using Xunit;

namespace CompileBench.Cli.Tests;

public sealed class DuelTests : IDisposable
{
    private static readonly string[] Small = ["--module", "nested-blocks@100", "--settings", "winch", "--metric", "wall,cpu", "--time", "5s"];

    private readonly TestFolder _temporary = new();

    private string Folder => _temporary.Path;

    [Fact]
    public async Task Duel_AnEngineAgainstItself_PrintsItsJsonAndKeepsAPage()
    {
        var run = await CliRun.Run(["duel", "--baseline", "package", "--candidate", "package", .. Small, "--json", "--out", Folder, "--report", Path.Combine(Folder, "report")]);

        // Which verdict a live duel reaches depends on what else the machine does: tests of Analysis judge verdicts on simulated and recorded samples.
        Assert.InRange(run.ExitCode, 0, 1);
        using var json = JsonDocument.Parse(run.Output);
        var rows = json.RootElement.GetProperty("comparisons").EnumerateArray().ToList();
        Assert.Equal(["wall", "cpu"], rows.Select(r => r.GetProperty("metric").GetString()));
        Assert.All(rows, AssertVerdictAgreesWithBounds);
        Assert.True(File.Exists(Path.Combine(Folder, "report", "compare-wall.svg")));

        var duel = Directory.GetDirectories(Folder).First(d => File.Exists(Path.Combine(d, "pairs.jsonl")));
        var page = Path.Combine(Folder, "findings.md");
        Assert.Equal(0, (await CliRun.Run("duel", "findings", duel, "-o", page)).ExitCode);
        Assert.Contains("nested-blocks@100", await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duel_Calibrate_CountsFalseAlarms()
    {
        var run = await CliRun.Run(["duel", "--calibrate", .. Small, "--repeat", "2", "--json", "--out", Folder]);

        Assert.InRange(run.ExitCode, 0, 1);
        using var json = JsonDocument.Parse(run.Output);
        var wall = json.RootElement.GetProperty("calibration")[0];
        Assert.Equal(("wall", 2), (wall.GetProperty("metric").GetString(), wall.GetProperty("duels").GetInt32()));
        Assert.InRange(wall.GetProperty("falseAlarms").GetInt32(), 0, 2);
        // Null where the machine was too busy for so short a duel to show anything.
        Assert.True(wall.GetProperty("medianDetectable") is { ValueKind: JsonValueKind.Null } or { ValueKind: JsonValueKind.Number });
    }

    [Theory]
    [InlineData("--candidate is missing", "duel", "--baseline", "package")]
    [InlineData("--metric 'time' is not known", "duel", "--baseline", "package", "--candidate", "package", "--metric", "time")]
    [InlineData("did you mean 'slower'", "duel", "--calibrate", "--fail-on", "slow")]
    [InlineData("--threshold '2' is no share", "duel", "--calibrate", "--threshold", "2")]
    [InlineData("--repeat 0 is out of range", "duel", "--calibrate", "--repeat", "0", "--module", "nested-blocks@100")]
    [InlineData("is not known: give LABEL=PATH", "duel", "--baseline", "newest", "--candidate", "package")]
    [InlineData("holds no comparison", "duel", "findings", "/nowhere", "-o", "/tmp/never.md")]
    public async Task BadUsage_OneLine(string words, params string[] arguments) =>
        Assert.Contains(words, (await CliRun.Run(arguments)).OnlyComplaint(), StringComparison.Ordinal);

    public void Dispose() => _temporary.Dispose();

    private static void AssertVerdictAgreesWithBounds(JsonElement row)
    {
        var verdict = row.GetProperty("verdict").GetString();
        if (row.GetProperty("lower").ValueKind == JsonValueKind.Null)
        {
            Assert.Equal("Inconclusive", verdict);
            return;
        }

        var (lower, upper) = (row.GetProperty("lower").GetDouble(), row.GetProperty("upper").GetDouble());
        Assert.InRange(row.GetProperty("ratio").GetDouble(), lower, upper);
        Assert.Equal(verdict == "Slower", verdict != "Inconclusive" && verdict != "Equivalent" && lower > 1);
    }
}
