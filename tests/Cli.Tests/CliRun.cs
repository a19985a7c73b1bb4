using System.Diagnostics;
using System.Text;

namespace CompileBench.Cli.Tests;

/// <summary>One call of the command line as people make it: a process of its own.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static Task<CliRun> Of(params string[] arguments) => Of(null, arguments);

    /// <summary>Asks it to stop, as Ctrl-C does, once it has written a line with these words to standard output.</summary>
    public static Task<CliRun> StoppedAt(string words, params string[] arguments) => Of(words, arguments);

    private static async Task<CliRun> Of(string? stopAt, string[] arguments)
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
        var error = process.StandardError.ReadToEndAsync(late.Token);
        try
        {
            var output = stopAt is null ? "" : await StopAt(stopAt, process, late.Token);
            output += await process.StandardOutput.ReadToEndAsync(late.Token);
            await process.WaitForExitAsync(late.Token);
            return new CliRun(process.ExitCode, output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"compilebench {string.Join(' ', arguments)} did not end within {Limit.TotalMinutes} minutes");
        }
    }

    private static async Task<string> StopAt(string words, Process process, CancellationToken cancellation)
    {
        var read = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            read.AppendLine(line);
            if (line.Contains(words, StringComparison.Ordinal))
            {
                using var signal = Process.Start("kill", ["-TERM", $"{process.Id}"]);
                await signal.WaitForExitAsync(cancellation);
                break;
            }
        }

        return read.ToString();
    }

    /// <summary>What bad input gives: exit code 2 and one line.</summary>
    public string OnlyComplaint()
    {
        Xunit.Assert.Equal(2, ExitCode);
        return Xunit.Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
