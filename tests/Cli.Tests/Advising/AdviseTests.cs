using System.Text.Json.Nodes;
using CompileBench.Engines.Probing;
using CompileBench.Modules;
using Xunit;

namespace CompileBench.Cli.Tests.Advising;

public sealed class AdviseTests : IDisposable
{
    private static readonly string EngineDigest = EngineBuild.FromPackage().Digest.ToString();

    private readonly TestFolder _scratch = new();

    [Fact]
    public async Task Advise_OneModule_AnswersInTheFirstLineAndSaysLastWhatToDo()
    {
        using var runs = Recorded();

        var run = await CliRun.Run("advise", "call-run@512", "--evidence", runs.Folder, "--seconds", "0", "--deadline", "10s", "--memory", "1GB", "--uncalibrated");

        Assert.True(run.ExitCode == 0, run.Error);
        var lines = run.Output.TrimEnd().Split('\n');
        Assert.Matches("^Use winch: call-run@512 compiles in about [0-9.]+ (ms|µs), .* less than under speed-backtracking, the default; its first compile is expected within 10.0 s and 1.00 GB.$", lines[0]);
        Assert.StartsWith("Next: ", lines[^1], StringComparison.Ordinal);
        Assert.Contains("config.strategy(wasmtime::Strategy::Winch);", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advise_RecordedExecutions_DecideByTheDemand()
    {
        using var runs = Recorded();

        var run = await CliRun.Run("advise", "call-run@512", "--evidence", runs.Folder, "--seconds", "1000", "--uncalibrated", "--settings", "speed-backtracking,winch", "--json");

        var advice = JsonNode.Parse(run.Output)!;
        Assert.Equal(3, (double)advice["runTimes"]![0]!["ratio"]!, 1);
        Assert.Equal(("OtherModules", "speed-backtracking"), ((string)advice["modules"]![0]!["runTimesFrom"]!, (string)advice["modules"]![0]!["use"]!));
        Assert.Equal(["winch", "speed-backtracking"], advice["modules"]![0]!["ranges"]!.AsArray().Select(r => (string)r!["settings"]!));
    }

    [Fact]
    public async Task Advise_Folder_OneSettingForAllAndACheckOfEach()
    {
        using var runs = Recorded();
        var folder = Directory.CreateDirectory(Path.Combine(_scratch.Path, "modules")).FullName;
        foreach (var module in (string[])["call-run@64", "diamonds-locals@64"])
        {
            await CliRun.Run("modules", "generate", module, "-o", Path.Combine(folder, module + ".wasm"));
        }

        var run = await CliRun.Run("advise", folder, "--evidence", runs.Folder, "--seconds", "0", "--deadline", "60s", "--check", "--settings", "speed-backtracking,winch");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.StartsWith("Use winch for the 2 modules, and no other one pays", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("Checked: 2 of 2 modules keep to 60.0 s under the advised setting.", run.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advise_DeadlineThatNoSettingKeeps_NamesTheFunctionAndExitsWith1()
    {
        var run = await CliRun.Run("advise", "nested-loops-locals@200", "--deadline", "1ms", "--seconds", "100", "--uncalibrated");

        Assert.Equal(1, run.ExitCode);
        Assert.Matches("^Use [a-z-]+, which comes closest: no setting is expected to compile nested-loops-locals@200 within 1.00 ms;", run.Output);
        Assert.Contains("To keep to the limit under", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advise_SettingThatRefusesTheModule_IsNotAdvised()
    {
        var run = await CliRun.Run("advise", "struct-chain@16", "--seconds", "0", "--uncalibrated", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var module = JsonNode.Parse(run.Output)!["modules"]![0]!;
        Assert.NotEqual("winch", (string)module["use"]!);
        Assert.StartsWith("refused: ", (string)module["settings"]!.AsArray().Single(s => (string)s!["settings"]! == "winch")!["excluded"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Advise_Measure_ExecutesTheWorkloadUnderEverySetting()
    {
        var module = Path.Combine(_scratch.Path, "sum.wasm");
        await File.WriteAllBytesAsync(module, Sum, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_scratch.Path, "sum.workload.json"), Workload(), TestContext.Current.CancellationToken);

        var run = await CliRun.Run("advise", module, "--measure", "--runs", "10", "--settings", "speed-backtracking,winch", "--uncalibrated", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var advice = JsonNode.Parse(run.Output)!["modules"]![0]!;
        Assert.Equal(("Measured", 10.0), ((string)advice["runTimesFrom"]!, (double)advice["runs"]!));
        Assert.All(advice["settings"]!.AsArray(), s => Assert.True((double)s!["runNanoseconds"]! > 0));
    }

    [Fact]
    public async Task Advise_Fuzz_DropsBySettingAndBoundsByMeasuredLadders()
    {
        var run = await CliRun.Run("advise", "nested-loops-locals@30000", "call-run@64", "--fuzz", "60s/20", "--uncalibrated", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var advice = JsonNode.Parse(run.Output)!;
        Assert.Equal(3e9, (double)advice["budgetNanoseconds"]!);
        var verdicts = advice["modules"]![0]!["settings"]!.AsArray().ToDictionary(s => (string)s!["settings"]!, s => (string)s!["verdict"]!);
        Assert.Equal(("over", "within"), (verdicts["speed-backtracking"], verdicts[(string)advice["settings"]!]));
        var bound = advice["bounds"]!.AsArray().Single(b => (string)b!["shape"]! == "nested-loops-locals")!;
        Assert.InRange((double)bound["size"]!, 1000, 8000);
    }

    [Theory]
    [InlineData("both say how much", "call-run@64", "--runs", "1", "--seconds", "1")]
    [InlineData("--fuzz '60s' is not a limit", "call-run@64", "--fuzz", "60s")]
    [InlineData("is not a run", "call-run@64", "--evidence", "no-such-run")]
    public async Task Advise_BadUsage_OneLine(string complaint, params string[] arguments)
    {
        var run = await CliRun.Run(["advise", .. arguments]);

        Assert.Contains(complaint, run.OnlyComplaint(), StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    // Executions take three times as long under Winch.
    private static SyntheticRuns Recorded()
    {
        var runs = new SyntheticRuns { EngineDigest = EngineDigest };
        runs.Add(1, ["50.0.1"], executions: (_, settings) => settings == "winch" ? 3 : 1);
        return runs;
    }

    // (module (memory (export "memory") 1) (func (export "sum") (param i32 i64) (result i64) local.get 0 i64.load local.get 1 i64.add))
    private static byte[] Sum =>
    [
        0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x07, 0x01, 0x60, 0x02, 0x7f, 0x7e, 0x01, 0x7e, 0x03, 0x02, 0x01, 0x00, 0x05, 0x03, 0x01, 0x00, 0x01,
        0x07, 0x10, 0x02, 0x06, (byte)'m', (byte)'e', (byte)'m', (byte)'o', (byte)'r', (byte)'y', 0x02, 0x00, 0x03, (byte)'s', (byte)'u', (byte)'m', 0x00, 0x00,
        0x0a, 0x0c, 0x01, 0x0a, 0x00, 0x20, 0x00, 0x29, 0x03, 0x00, 0x20, 0x01, 0x7c, 0x0b,
    ];

    private static string Workload() =>
        $$"""{ "schema": 1, "kind": "driver", "driver": "probe", "expected": { "output": "{{ModuleDigest.Compute(BitConverter.GetBytes((1L << 40) + (3L << 41)))}}" } }""";
}
