using System.Diagnostics;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Instructions;
using CompileBench.Modules.Wasm.Editing;
using Xunit;

namespace CompileBench.Cli.Tests;

/// <summary>
/// Two signals in short succession, as <c>timeout -s INT</c> sends them to a process and then to its group. They are one request to stop: the command
/// writes the best result it has and ends, and every process that it started ends with it.
/// </summary>
public sealed class TwoSignalsTests : IDisposable
{
    private const int Interrupted = 130;

    // Liveness only.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TestFolder _folder = new();
    private readonly string _mark = Guid.NewGuid().ToString("N");

    private MarkedProcesses Processes => new(_mark);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reduce_TwoSignals_WritesTheSmallestModuleFound(bool withBinaryen)
    {
        Requires.Linux();
        if (withBinaryen)
        {
            Requires.Tool("wasm-reduce");
        }

        var large = _folder.At("large.wasm");
        Assert.Equal(0, (await CliRun.Run("modules", "generate", "fuzz-all@11", "-o", large)).ExitCode);
        var small = _folder.At("small.wasm");

        var run = await TwiceInterrupted(
            output => output.Contains(withBinaryen ? "wasm-reduce, for up to" : "functions left", StringComparison.Ordinal),
            ["reduce", large, "--while", withBinaryen ? "bodyBytes > 100" : "time() > 0 and bodyBytes > 2000", "-o", small, .. withBinaryen ? [] : new[] { "--without-binaryen" }]);

        Assert.True(run.ExitCode == Interrupted, $"{run.ExitCode}: {run.Output}{run.Error}");
        Assert.InRange(new FileInfo(small).Length, 1, new FileInfo(large).Length - 1);
        Assert.NotEmpty(ModuleParts.Find(await File.ReadAllBytesAsync(small, TestContext.Current.CancellationToken)).Bodies);
    }

    [Fact]
    public async Task Explain_TwoSignals_EndsWithoutAWord()
    {
        Requires.Linux();
        Assert.SkipWhen(InstructionCounter.MissingHere is not null, "needs valgrind");

        var run = await TwiceInterrupted(
            _ => Processes.Find().Any(p => p.CommandLine.Contains("callgrind", StringComparison.Ordinal)), ["explain", "nested-loops-locals@1500", "--settings", "all"]);

        Assert.True(run.ExitCode == Interrupted, $"{run.ExitCode}: {run.Output}{run.Error}");
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duel_TwoSignals_WritesThePairsItHasAndSaysHowToGoOn()
    {
        Requires.Linux();

        var run = await TwiceInterrupted(
            _ => Directory.EnumerateFiles(_folder.Path, "*.jsonl", SearchOption.AllDirectories).Any(f => new FileInfo(f).Length > 0),
            [
                "duel", "--baseline", "package", "--candidate", $"other={EngineBuild.FromPackage().LibraryPath}", "--module", "nested-blocks@100", "--module", "diamonds-result@64",
                "--settings", "winch,none-singlepass", "--metric", "wall,cpu", "--threshold", "0.01%", "--time-limit", "10m", "--out", _folder.Path,
            ]);

        Assert.True(run.ExitCode == Interrupted, $"{run.ExitCode}: {run.Output}{run.Error}");
        Assert.Contains("--resume", run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private async Task<ProcessRun> TwiceInterrupted(Func<string, bool> isReady, string[] arguments)
    {
        // A shell that starts a program in the background makes it ignore SIGINT, and the programs it starts inherit that.
        var info = new ProcessStartInfo("env", ["--default-signal=INT,TERM", "dotnet", Path.Combine(AppContext.BaseDirectory, "CompileBench.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        info.Environment[MarkedProcesses.Variable] = _mark;
        using var process = Process.Start(info)!;
        var output = new System.Text.StringBuilder();
        process.OutputDataReceived += (_, e) =>
        {
            lock (output)
            {
                output.AppendLine(e.Data);
            }
        };
        process.BeginOutputReadLine();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => process.HasExited || IsReady(), Patience) && !process.HasExited, $"ended before it was ready: {Written()}");
        using var signals = Process.Start("sh", ["-c", $"kill -INT {process.Id}; sleep 0.03; kill -INT {process.Id}"]);
        using var late = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(late.Token);
        Assert.Empty(Processes.AwaitNone(Patience));
        return new ProcessRun(process.ExitCode, Written(), await error);

        bool IsReady()
        {
            Thread.Sleep(20);
            return isReady(Written());
        }

        string Written()
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }
}
