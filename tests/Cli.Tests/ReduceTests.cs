using CompileBench.Modules.Wasm.Editing;
using Xunit;

namespace CompileBench.Cli.Tests;

public sealed class ReduceTests : IDisposable
{
    private readonly TestFolder _scratch = new();

    private string Output => Path.Combine(_scratch.Path, "new", "small.wasm");

    [Fact]
    public async Task Reduce_Interrupted_WritesTheSmallestSoFar()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a process of this test's own console cannot be interrupted alone");
        var large = Path.Combine(_scratch.Path, "large.wasm");
        Assert.Equal(0, (await CliRun.Run("modules", "generate", "fuzz-all@11", "-o", large)).ExitCode);

        // Dozens of candidates, each compiled for a quarter of a second: there is time to interrupt it.
        var run = await CliRun.StoppedAt(
            "functions left", "reduce", large, "--while", "time() > 0 and bodyBytes > 2000", "-o", Output, "--time", "4m", "--without-binaryen");

        Assert.True(run.ExitCode == 130, $"{run.ExitCode}: {run.Output}{run.Error}");
        Assert.Contains("interrupted", run.Output, StringComparison.Ordinal);
        var small = await File.ReadAllBytesAsync(Output, TestContext.Current.CancellationToken);
        Assert.InRange(small.Length, 2001, new FileInfo(large).Length - 1);
        Assert.NotEmpty(ModuleParts.Find(small).Bodies);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(Output)!));
    }

    [Fact]
    public async Task Reduce_TimeThatEndsBeforeTheModuleIsChecked_SaysSoAndWritesNothing()
    {
        var run = await CliRun.Run("reduce", "nested-blocks@64", "--while", "time(winch) > 0", "--time-limit", "10ms", "-o", Output);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The time of 0.01 s ran out before the condition was checked", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Output));
    }

    [Fact]
    public async Task Reduce_SettingsThatCannotBeMeasured_OneLineBeforeAnythingIs() =>
        Assert.Contains("several threads", (await CliRun.Run("reduce", "nested-blocks@64", "--while", "instructions(winch+parallel) > 1", "-o", Output)).OnlyComplaint(), StringComparison.Ordinal);

    [Fact]
    public async Task Reduce_AnEngineThatIgnoresWinch_OneLine()
    {
        var old = SharedFiles.RequireEngine("44.0.0");

        foreach (var check in (string[][])[[], ["--check"]])
        {
            var run = await CliRun.Run(["reduce", "nested-blocks@64", "--engine", $"old={old}", "--while", "time(winch, old) > 0", "-o", Output, .. check]);

            Assert.Contains("winch of engine old", run.OnlyComplaint(), StringComparison.Ordinal);
        }
    }

    public void Dispose() => _scratch.Dispose();
}
