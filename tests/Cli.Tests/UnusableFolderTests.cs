using System.Diagnostics;
using Xunit;

namespace CompileBench.Cli.Tests;

/// <summary>Folders that do not exist or cannot be written to: the message names the folder and what chooses it.</summary>
public sealed class UnusableFolderTests
{
    [Theory]
    [InlineData("TMPDIR", "TMPDIR", "modules", "list")]
    [InlineData("TMPDIR", "/dev/null/nowhere", "modules", "list")]
    [InlineData("HOME", "COMPILEBENCH_CACHE", "modules", "fetch", "--module", "nested-blocks@8")]
    [InlineData("COMPILEBENCH_CACHE", "/dev/null/nowhere", "modules", "fetch", "--module", "nested-blocks@8")]
    public async Task Command_FolderOfAVariableCannotBeMade_NamesBoth(string variable, string words, params string[] arguments)
    {
        Requires.Unix();
        var info = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "CompileBench.Cli.dll"), .. arguments]);
        foreach (var inherited in (string[])["COMPILEBENCH_CACHE", "XDG_DATA_HOME"])
        {
            info.Environment.Remove(inherited);
        }

        info.Environment[variable] = "/dev/null/nowhere";

        Assert.Contains(words, (await ProcessRun.Run(info)).OnlyComplaint(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("duel", "--calibrate", "--module", "nested-blocks@8")]
    [InlineData("scaling", "--shape", "nested-blocks")]
    public async Task Run_FolderForRunsCannotBeMade_NamesTheOption(params string[] arguments)
    {
        Requires.Unix();

        var complaint = (await CliRun.Run([.. arguments, "--out", "/dev/null/runs"])).OnlyComplaint();

        Assert.Contains("/dev/null/runs", complaint, StringComparison.Ordinal);
        Assert.Contains("--out", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("--resume", complaint, StringComparison.Ordinal);
    }
}
