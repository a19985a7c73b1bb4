using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CompileBench.Engines.Isolation;

/// <summary>Where the worker lies: beside whatever program uses this assembly.</summary>
public static class WorkerExecutable
{
    private const string AssemblyName = "CompileBench.Worker";

    /// <summary>How to start a worker with these arguments, its streams redirected.</summary>
    /// <param name="arguments">The worker's arguments.</param>
    /// <param name="directory">Where it lies; null for beside this program.</param>
    /// <exception cref="FileNotFoundException">No worker was built there.</exception>
    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments, string? directory = null)
    {
        directory ??= AppContext.BaseDirectory;
        var native = Path.Combine(directory, OperatingSystem.IsWindows() ? AssemblyName + ".exe" : AssemblyName);
        var managed = Path.Combine(directory, AssemblyName + ".dll");
        var info = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (File.Exists(native))
        {
            info.FileName = native;
        }
        else if (File.Exists(managed))
        {
            info.FileName = FindHost();
            info.ArgumentList.Add(managed);
        }
        else
        {
            throw new FileNotFoundException($"the worker program is missing: {managed} was not built");
        }

        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        // A worker lives for seconds and holds one module: a small heap and no background compilation of its own keep it quick and quiet.
        info.Environment["DOTNET_TieredPGO"] = "0";
        info.Environment["DOTNET_gcServer"] = "0";
        info.Environment["DOTNET_gcConcurrent"] = "0";
        info.Environment["DOTNET_GCHeapCount"] = "1";

        // Nobody attaches a debugger to it, and a process that is killed leaves its diagnostics' sockets behind.
        info.Environment["DOTNET_EnableDiagnostics"] = "0";

        // A panic's own words are kept and its backtrace is not; making one takes seconds where the library has symbols.
        info.Environment["RUST_BACKTRACE"] = "0";
        return info;
    }

    /// <summary>How to start a worker of one engine; the arguments are those of <see cref="IsolatedWorker.Start(string?, long?, bool)"/>.</summary>
    internal static ProcessStartInfo ForEngine(string? path, long? memoryCeiling, bool libraryPagesLoaded) => StartInfo(
    [
        .. path is null ? [] : (string[])["--engine", path],
        .. Ceiling(memoryCeiling),
        .. libraryPagesLoaded ? ["--library-pages", "loaded"] : (string[])[],
    ]);

    /// <summary>How to start a worker of two engines; the arguments are those of <see cref="IsolatedWorker.StartPair"/>.</summary>
    internal static ProcessStartInfo ForPair(string baseline, string candidate, bool candidateFirst, long? memoryCeiling) =>
        StartInfo(["--engine", baseline, "--candidate", candidate, "--load-first", candidateFirst ? "candidate" : "baseline", .. Ceiling(memoryCeiling)]);

    private static string[] Ceiling(long? bytes) => bytes is { } most ? ["--memory-ceiling", most.ToString(CultureInfo.InvariantCulture)] : [];

    // The dotnet that runs this program; else that of the runtime in use, three folders above it; else whichever is on PATH.
    private static string FindHost()
    {
        if (Environment.ProcessPath is { } program && Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            return program;
        }

        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var host = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(host) ? host : "dotnet";
    }
}
