using System.Diagnostics;
using System.Text;

namespace CompileBench.Modules.Catalog;

/// <summary>Runs a package tool as a child process. It ends at its deadline, when the caller cancels, and with this process.</summary>
public static class PackageTool
{
    /// <summary>The number of characters kept of the tool's output: enough for its error.</summary>
    private const int KeptCharacters = 64 * 1024;

    /// <summary>The full path of a tool on a search path, or <c>null</c>. On Windows npm is a script, <c>npm.cmd</c>.</summary>
    public static string? Locate(string tool, string searchPath)
    {
        string[] names = OperatingSystem.IsWindows() ? [tool + ".cmd", tool + ".exe"] : [tool];
        return searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder.Trim('"'), name)))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Runs the tool to its end.</summary>
    /// <param name="tool">Full path.</param>
    /// <param name="arguments">The arguments, unquoted.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="options">Deadline and search path.</param>
    /// <param name="cancellation">Ends the child with all its descendants.</param>
    /// <exception cref="OperationCanceledException">The caller canceled; the child has ended.</exception>
    public static async Task<PackageToolRun> RunAsync(
        string tool, IEnumerable<string> arguments, string folder, FetchOptions options, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = options.SearchPath;
        // A build server would outlive the run and keep files of the temporary folder open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        // Its output is parsed, so it must be in English.
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        try
        {
            process.Start();
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
        {
            return new PackageToolRun(-1, e.Message, TimedOut: false);
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(options.Timeout);
        try
        {
            await process.WaitForExitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            End(process);
            cancellation.ThrowIfCancellationRequested();
            return new PackageToolRun(-1, Text(output), TimedOut: true);
        }

        return new PackageToolRun(process.ExitCode, Text(output), TimedOut: false);
    }

    /// <summary>Kills the tool and its descendants, and waits for its end, so that its folder can be removed.</summary>
    private static void End(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or AggregateException)
        {
            // It ended by itself between the deadline and the kill.
        }
    }

    private static void Keep(StringBuilder output, string? line)
    {
        if (line is not null)
        {
            lock (output)
            {
                if (output.Length < KeptCharacters)
                {
                    output.AppendLine(line);
                }
            }
        }
    }

    private static string Text(StringBuilder output)
    {
        lock (output)
        {
            return output.ToString();
        }
    }
}
