using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace CompileBench.Cli.Tests;

public sealed class CompileTests : IDisposable
{
    private readonly TestFolder _scratch = new();

    private string Artifact => _scratch.At("module.cwasm");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Compile_HostileModule_FallsBackToWinchAndSaysWhichEngineLoadsIt()
    {
        var run = await CliRun.Run("compile", "nested-loops-locals@4000", "-o", Artifact, "--budget", "20s", "--settings", "winch", "--fallback", "none", "--json");
        var text = await CliRun.Run("compile", "nested-loops-locals@4000", "-o", Artifact, "--budget", "1s", "--fallback", "winch");

        Assert.True(run.ExitCode == 0, run.Error);
        var json = JsonNode.Parse(run.Output)!;
        Assert.Equal(("Compiled", "winch", "Winch"), ((string)json["outcome"]!, (string)json["settings"]!, (string)json["engineKind"]!));
        Assert.Equal(new FileInfo(Artifact).Length, (long)json["artifactBytes"]!);
        Assert.True(text.ExitCode == 0, text.Error + text.Output);
        Assert.StartsWith("nested-loops-locals@4000: compiled under winch, ", text.Output, StringComparison.Ordinal);
        Assert.Matches("speed-backtracking +(PredictedOver|OverBudget)", text.Output);
        Assert.Contains("EngineKind.Winch", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compile_OverBudget_ExitsWith1AndKeepsTheOldFile()
    {
        await File.WriteAllTextAsync(Artifact, "old", TestContext.Current.CancellationToken);

        var run = await CliRun.Run("compile", "nested-loops-locals@4000", "-o", Artifact, "--budget", "10ms", "--strict");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("nested-loops-locals@4000: not compiled (OverBudget; speed-backtracking: predicted to take ", run.Output, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(Artifact, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFileSystemEntries(_scratch.Path));
    }

    [Theory]
    [InlineData("there is no folder", "call-run@8", "-o", "nowhere/module.cwasm")]
    [InlineData("--budget is out of range", "call-run@8", "-o", "module.cwasm", "--budget", "25h")]
    [InlineData("unknown settings 'wich'", "call-run@8", "-o", "module.cwasm", "--fallback", "wich")]
    [InlineData("--figure 'speed' is not known", "evaluate", "--figure", "speed")]
    [InlineData("--settings takes one name", "call-run@8", "-o", "module.cwasm", "--settings", "winch,pulley")]
    public async Task Compile_BadUsage_OneLine(string complaint, params string[] arguments)
    {
        var run = await CliRun.Run(["compile", .. arguments.Select(a => a.EndsWith(".cwasm", StringComparison.Ordinal) ? _scratch.At(a) : a)]);

        Assert.Contains(complaint, run.OnlyComplaint(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compile_NoRoomForTheArtifact_OneLineAndNothingLeft()
    {
        Requires.Linux();
        var limit = Requires.Tool("prlimit");
        var info = new ProcessStartInfo(limit, ["--fsize=4096", "dotnet", Path.Combine(AppContext.BaseDirectory, "CompileBench.Cli.dll"), "compile", "call-run@8", "-o", Artifact]);

        // The runtime would put machine code into a file that is larger than the limit.
        info.Environment["DOTNET_EnableWriteXorExecute"] = "0";

        var run = await ProcessRun.Run(info);

        Assert.Contains("failed twice", run.OnlyComplaint(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_scratch.Path));
    }
}
