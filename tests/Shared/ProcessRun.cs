using System.Diagnostics;
using System.Text;
using Xunit;

namespace CompileBench.Shared;

/// <summary>A program that a test started and that has ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed record ProcessRun(int ExitCode, string Output, string Error)
{
    // Liveness only: no test is about speed, so a busy machine never reaches it.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs a program of this repository that lies beside the test's assembly.</summary>
    /// <param name="assembly">The name of its assembly, such as <c>CompileBench.Cli</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Task<ProcessRun> RunAssembly(string assembly, params string[] arguments) => Run(AssemblyInfo(assembly, arguments), null);

    /// <summary>Runs a program of this repository and sends it SIGTERM once a line of its standard output contains some words.</summary>
    /// <param name="words">The words.</param>
    /// <param name="assembly">The name of its assembly, such as <c>CompileBench.Cli</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    public static Task<ProcessRun> RunAssemblyUntilLine(string words, string assembly, params string[] arguments) => Run(AssemblyInfo(assembly, arguments), words);

    /// <summary>Runs a program.</summary>
    /// <param name="info">How to start it. Its streams are redirected and its standard input is empty.</param>
    public static Task<ProcessRun> Run(ProcessStartInfo info) => Run(info, null);

    /// <summary>Runs a program in a folder and waits for its end.</summary>
    public static ProcessRun In(string folder, string file, params string[] arguments) =>
        Task.Run(() => Run(new ProcessStartInfo(file, arguments) { WorkingDirectory = folder }, null)).GetAwaiter().GetResult();

    /// <summary>Asserts what bad usage gives: exit code 2 and one line on standard error, which is returned.</summary>
    public string OnlyComplaint()
    {
        Assert.Equal(2, ExitCode);
        return Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static ProcessStartInfo AssemblyInfo(string assembly, string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly + ".dll"), .. arguments]);

    private static async Task<ProcessRun> Run(ProcessStartInfo info, string? stopAt)
    {
        info.RedirectStandardInput = info.RedirectStandardOutput = info.RedirectStandardError = true;
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        using var late = new CancellationTokenSource(Limit);
        var error = process.StandardError.ReadToEndAsync(late.Token);
        try
        {
            var output = stopAt is null ? "" : await StopAt(stopAt, process, late.Token);
            output += await process.StandardOutput.ReadToEndAsync(late.Token);
            await process.WaitForExitAsync(late.Token);
            return new ProcessRun(process.ExitCode, output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{info.FileName} {string.Join(' ', info.ArgumentList)}' did not end within {Limit.TotalMinutes} minutes.");
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
}
