using System.Diagnostics;
using Xunit;

namespace CompileBench.Cli.Tests;

/// <summary>Modules that are pipes or devices: a command that opened them would block or never reach their end.</summary>
public sealed class SpecialModuleFileTests : IDisposable
{
    private readonly TestFolder _scratch = new();

    [Theory]
    [InlineData("pipe", "modules", "profile", "{}")]
    [InlineData("device", "modules", "profile", "{}")]
    [InlineData("pipe", "explain", "{}")]
    [InlineData("pipe", "reduce", "{}", "--while", "bytes > 3")]
    [InlineData("device", "reduce", "{}", "--while", "bytes > 3")]
    public async Task Command_ModuleThatIsNoRegularFile_OneLine(string kind, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "named pipes and /dev/zero are Unix's");
        var path = kind == "pipe" ? Path.Combine(_scratch.Path, "pipe.wasm") : "/dev/zero";
        if (kind == "pipe")
        {
            using var made = Process.Start("mkfifo", [path]);
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, made.ExitCode);
        }

        var run = await CliRun.Run([.. arguments.Select(a => a == "{}" ? path : a)]);

        Assert.Contains("not a regular file", run.OnlyComplaint(), StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();
}
