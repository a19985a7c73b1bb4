using System.Diagnostics;

namespace CompileBench.Cli.Tests;

/// <summary>One call of the command line as people make it: a process of its own.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task<CliRun> Of(params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "CompileBench.Cli.dll"));
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        using var late = new CancellationTokenSource(Limit);
        var output = process.StandardOutput.ReadToEndAsync(late.Token);
        var error = process.StandardError.ReadToEndAsync(late.Token);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"compilebench {string.Join(' ', arguments)} did not end within {Limit.TotalMinutes} minutes");
        }

        return new CliRun(process.ExitCode, await output, await error);
    }

    /// <summary>What bad input gives: exit code 2 and one line.</summary>
    public string OnlyComplaint()
    {
        Xunit.Assert.Equal(2, ExitCode);
        return Xunit.Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
