using System.Diagnostics;
using CompileBench.Engines.Hosting;
using CompileBench.Measuring.Instructions;

namespace CompileBench.Measuring.Reducing;

/// <summary>
/// Drives binaryen's <c>wasm-reduce</c> where it is installed: it rewrites what a cut cannot, such as signatures, exports and expressions.
/// What it gives is a candidate: the caller checks that the condition holds for it.
/// </summary>
public static class BinaryenReducer
{
    private const string Tool = "wasm-reduce";

    /// <summary>Whether the tool is there.</summary>
    public static bool IsInstalled => Installed is not null;

    private static string? Installed => ExecutablePath.Find(OperatingSystem.IsWindows() ? Tool + ".exe" : Tool);

    /// <summary>Lets the tool reduce a module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="checkCommand">Gives the command line that says whether a file still shows the property, by what it prints and its exit code.</param>
    /// <param name="checkTime">What one check may take.</param>
    /// <param name="time">How long the tool may work; the best it has by then is taken.</param>
    /// <param name="cancellation">Stops the tool.</param>
    /// <returns>The smallest module it found; null when it found none.</returns>
    /// <exception cref="OperationCanceledException">Asked to stop; the tool has been killed.</exception>
    public static byte[]? Reduce(byte[] module, Func<string, IReadOnlyList<string>> checkCommand, TimeSpan checkTime, TimeSpan time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(checkCommand);
        var tool = Installed ?? throw new InvalidOperationException($"{Tool} is not installed: ask {nameof(IsInstalled)} first");
        var directory = Directory.CreateTempSubdirectory("compilebench-reduce-");
        try
        {
            var (input, test, working) = (In("input.wasm"), In("test.wasm"), In("working.wasm"));
            File.WriteAllBytes(input, module);
            var info = new ProcessStartInfo(tool) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory.FullName };
            foreach (var argument in (string[])[
                input, "--binaries", Path.GetDirectoryName(tool)!, "--test", test, "--working", working, "--timeout", $"{Math.Ceiling(checkTime.TotalSeconds):0}",
                "--command", string.Join(' ', checkCommand(test).Select(Quoted))])
            {
                info.ArgumentList.Add(argument);
            }

            using var process = Process.Start(info)!;
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            late.CancelAfter(time);
            try
            {
                process.WaitForExitAsync(late.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException)
            {
                ChildProcesses.KillGroup(process);
                cancellation.ThrowIfCancellationRequested();
            }

            return File.Exists(working) && new FileInfo(working).Length is > 0 and var size && size < module.Length ? File.ReadAllBytes(working) : null;
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        string In(string name) => Path.Combine(directory.FullName, name);
    }

    // The tool hands the command to the system's shell.
    private static string Quoted(string argument) =>
        OperatingSystem.IsWindows() ? $"\"{argument}\"" : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
