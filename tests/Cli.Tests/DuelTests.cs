using System.Text.Json;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
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
    public async Task Duel_ExecutionOfAnEngineAgainstItself_JudgesExecutionsAndSaysSo()
    {
        var module = Path.Combine(Folder, "count.wasm");
        await File.WriteAllBytesAsync(module, CountingModule, TestContext.Current.CancellationToken);

        var run = await CliRun.Run(
            "duel", "--operation", "execute", "--baseline", "package", "--candidate", "package", "--module", module, "--settings", "winch", "--time", "5s", "--json", "--out", Folder);

        Assert.InRange(run.ExitCode, 0, 1);
        using var json = JsonDocument.Parse(run.Output);
        var rows = json.RootElement.GetProperty("comparisons").EnumerateArray().ToList();
        Assert.Equal(["execute wall", "execute cpu"], rows.Select(r => $"{r.GetProperty("operation")} {r.GetProperty("metric")}"));
        Assert.All(rows, AssertVerdictAgreesWithBounds);
        Assert.True(rows[0].GetProperty("pairs").GetInt32() > 0, run.Output);
        Assert.StartsWith("Both engines executed each module in turn in one process", json.RootElement.GetProperty("method").GetString(), StringComparison.Ordinal);

        var duel = Directory.GetDirectories(Folder).First(d => File.Exists(Path.Combine(d, "pairs.jsonl")));
        var records = JournalReader.Read(Path.Combine(duel, "cases.jsonl")).Records;
        Assert.Equal(2, records.Count);
        Assert.All(records, r => Assert.Equal((OperationNames.Execute, OutcomeKind.Completed), (r.Operation, r.Outcome)));
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
    [InlineData("--operation 'run' is not known: there are compile,", "duel", "--calibrate", "--operation", "run")]
    [InlineData("--metric memory judges compiles only", "duel", "--calibrate", "--operation", "instantiate", "--metric", "memory", "--module", "nested-blocks@100", "--settings", "winch")]
    [InlineData("no workload says how to execute it", "duel", "--calibrate", "--operation", "execute", "--module", "nested-blocks@100", "--settings", "winch")]
    [InlineData("--metric 'time' is not known", "duel", "--baseline", "package", "--candidate", "package", "--metric", "time")]
    [InlineData("did you mean 'slower'", "duel", "--calibrate", "--fail-on", "slow")]
    [InlineData("--threshold '2' is no share", "duel", "--calibrate", "--threshold", "2")]
    [InlineData("--repeat 0 is out of range", "duel", "--calibrate", "--repeat", "0", "--module", "nested-blocks@100")]
    [InlineData("is not known: give LABEL=PATH", "duel", "--baseline", "newest", "--candidate", "package")]
    [InlineData("holds no comparison", "duel", "findings", "/nowhere", "-o", "/tmp/never.md")]
    public async Task BadUsage_OneLine(string words, params string[] arguments) =>
        Assert.Contains(words, (await CliRun.Run(arguments)).OnlyComplaint(), StringComparison.Ordinal);

    public void Dispose() => _temporary.Dispose();

    // (module (import "bench" "start" (func)) (import "bench" "end" (func)) (func (export "_start") (local i32)
    //   call 0  (loop (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (i32.const 100000))))  call 1))
    private static byte[] CountingModule =>
    [
        0, 0x61, 0x73, 0x6d, 1, 0, 0, 0,
        1, 4, 1, 0x60, 0, 0,
        2, 27, 2, 5, .. "bench"u8, 5, .. "start"u8, 0, 0, 5, .. "bench"u8, 3, .. "end"u8, 0, 0,
        3, 2, 1, 0,
        7, 10, 1, 6, .. "_start"u8, 0, 2,
        10, 27, 1, 25, 1, 1, 0x7f, 0x10, 0, 0x03, 0x40, 0x20, 0, 0x41, 1, 0x6a, 0x22, 0, 0x41, 0xa0, 0x8d, 0x06, 0x49, 0x0d, 0, 0x0b, 0x10, 1, 0x0b,
    ];

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
