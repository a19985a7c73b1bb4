using System.Text.Json.Nodes;
using Xunit;

namespace CompileBench.Cli.Tests;

public sealed class PredictTests : IDisposable
{
    private static readonly string Results = Path.Combine(Repository.Root, "results");

    private readonly TestFolder _scratch = new();

    [Fact]
    public async Task Predict_GeneratedModule_HasThreeCostsWithIntervals()
    {
        var run = await CliRun.Run("predict", "call-run@512", "--settings", "winch", "--uncalibrated", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var setting = JsonNode.Parse(run.Output)!["modules"]![0]!["prediction"]!["settings"]!.AsArray().Single()!;
        Assert.Equal("winch", (string)setting["settings"]!);
        foreach (var cost in (string[])["nanoseconds", "anonymousBytes", "codeBytes"])
        {
            Assert.InRange((double)setting[cost]!["value"]!, (double)setting[cost]!["lower90"]!, (double)setting[cost]!["upper90"]!);
        }

        Assert.NotEmpty(setting["heaviest"]!.AsArray());
        Assert.InRange((double)setting["dominant"]!["share"]!, 0.01, 1);
    }

    [Fact]
    public async Task Predict_Check_ShowsWhatTheCompileCosts()
    {
        var run = await CliRun.Run("predict", "call-run@64", "diamonds-locals@64", "--settings", "winch", "--check", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var modules = JsonNode.Parse(run.Output)!["modules"]!.AsArray();
        Assert.Equal(["call-run@64", "diamonds-locals@64"], modules.Select(m => (string)m!["name"]!));
        Assert.All(modules, m => Assert.True((double)m!["measured"]![0]!["nanoseconds"]! > 0));
        Assert.All(modules, m => Assert.True((double)m!["measured"]![0]!["codeBytes"]! > 0));
    }

    [Fact]
    public async Task Predict_Table_NamesTheDominantTerm()
    {
        var run = await CliRun.Run("predict", "nested-loops-locals@200", "--settings", "speed-backtracking", "--uncalibrated");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Matches(@"^nested-loops-locals@200: compiles in about [\d.]+ (s|ms|µs) under speed-backtracking; [\d,]+ bytes, 1 function, ", run.Output);
        Assert.Matches(@"largest part of the time under speed-backtracking: \d+% from [\d,]+ ", run.Output);
        Assert.Contains("--check", run.Output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.Contains("heaviest functions", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_LocalsByTheHundredThousand_CostMoreThanTheirBytesSay()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_scratch.Path, "modules")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "few.wasm"), Declared(functions: 50, locals: 1), TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(folder, "many.wasm"), Declared(functions: 50, locals: 50_000), TestContext.Current.CancellationToken);

        var run = await CliRun.Run("predict", folder, "--settings", "speed-backtracking", "--uncalibrated", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var times = JsonNode.Parse(run.Output)!["modules"]!.AsArray().ToDictionary(m => (string)m!["name"]!, m => (double)m!["prediction"]!["settings"]![0]!["nanoseconds"]!["value"]!);
        Assert.True(times["many.wasm"] > 5 * times["few.wasm"], $"{times["many.wasm"]} ns with 2,500,000 locals, {times["few.wasm"]} ns with 50");
    }

    [Theory]
    [InlineData("no module given")]
    [InlineData("unknown settings 'wich'", "call-run@64", "--settings", "wich")]
    [InlineData("there is no model of engine other", "call-run@64", "--engine", "other=ENGINE")]
    [InlineData("it is not a model", "call-run@64", "--model", "RUN")]
    [InlineData("--top 2000 is out of range", "call-run@64", "--top", "2000")]
    public async Task Predict_BadUsage_OneLine(string complaint, params string[] arguments)
    {
        var engine = Engines.Probing.EngineBuild.FromPackage().LibraryPath;
        var manifest = Path.Combine(Results, "published", "default-50.0.1", "run.json");

        var run = await CliRun.Run(["predict", .. arguments.Select(a => a.Replace("ENGINE", engine, StringComparison.Ordinal).Replace("RUN", manifest, StringComparison.Ordinal))]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(complaint, run.OnlyComplaint(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Measure_ThenTrain_GivesAModelThatPredicts()
    {
        var measured = await CliRun.Run("predict", "measure", "--module", "call-run@64", "--module", "call-run@512", "--module", "fuzz-winch@1", "--settings", "winch", "--rounds", "1", "-o", _scratch.Path);
        Assert.True(measured.ExitCode == 0, measured.Error);
        var run = Directory.GetDirectories(_scratch.Path).Single();
        var model = Path.Combine(_scratch.Path, "model.json");

        var trained = await CliRun.Run("predict", "train", run, "-o", model);
        var predicted = await CliRun.Run("predict", "call-run@256", "--model", model, "--uncalibrated", "--json");

        Assert.True(trained.ExitCode == 0, trained.Error);
        Assert.True(predicted.ExitCode == 0, predicted.Error);
        Assert.Equal("winch", (string)JsonNode.Parse(predicted.Output)!["modules"]![0]!["prediction"]!["settings"]![0]!["settings"]!);
    }

    [Fact]
    public async Task Measure_ResumedWhenComplete_AddsNothing()
    {
        await CliRun.Run("predict", "measure", "--module", "call-run@64", "--settings", "winch", "--rounds", "1", "-o", _scratch.Path);
        var run = Directory.GetDirectories(_scratch.Path).Single();
        var journal = Path.Combine(run, "cases.jsonl");
        var before = await File.ReadAllTextAsync(journal, TestContext.Current.CancellationToken);

        var resumed = await CliRun.Run("predict", "measure", "--resume", run);

        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Equal(before, await File.ReadAllTextAsync(journal, TestContext.Current.CancellationToken));
    }

    public void Dispose() => _scratch.Dispose();

    // A module of functions without parameters that declare locals of type i32 and do nothing.
    private static byte[] Declared(int functions, int locals)
    {
        byte[] body = [1, .. Unsigned(locals), 0x7f, 0x0b];
        byte[] code = [.. Unsigned(functions), .. Enumerable.Repeat((byte[])[.. Unsigned(body.Length), .. body], functions).SelectMany(b => b)];
        byte[] types = [.. Unsigned(functions), .. new byte[functions]];
        return [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, .. Unsigned(types.Length), .. types, 10, .. Unsigned(code.Length), .. code];
    }

    private static List<byte> Unsigned(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return bytes;
    }
}
