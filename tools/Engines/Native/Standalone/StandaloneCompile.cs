using System.Buffers.Binary;
using System.Diagnostics;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Settings;

namespace CompileBench.Engines.Native.Standalone;

/// <summary>
/// A <see cref="CompileProgram"/> on disk, ready to be run by itself or under a tool that watches it, each run held to limits. The files
/// are gone when it is disposed of.
/// </summary>
public sealed class StandaloneCompile : IDisposable
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(10);

    // The program ends itself this long after the deadline, for the case that its owner is no longer there to do it.
    private static readonly TimeSpan OrphanGrace = TimeSpan.FromSeconds(30);

    // Names of variables that would make a tool or the engine do other things than its command line says.
    private static readonly string[] Unwanted = ["VALGRIND_OPTS", "DEBUGINFOD_URLS", "RUST_BACKTRACE", "RUST_LIB_BACKTRACE", "RUST_LOG", "LD_PRELOAD", "LD_BIND_NOW", "PERF_CONFIG", "GLIBC_TUNABLES"];

    private readonly DirectoryInfo _directory;
    private readonly OperationLimits _limits;

    /// <summary>Writes the program.</summary>
    /// <param name="libraryPath">The engine's library.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="module">The module.</param>
    /// <param name="limits">What one run may cost, the tool's share included.</param>
    /// <exception cref="PlatformNotSupportedException">Such programs cannot be made for this system: see <see cref="CompileProgram.IsSupported"/>.</exception>
    public StandaloneCompile(string libraryPath, CompilerSettings settings, ReadOnlySpan<byte> module, OperationLimits limits)
    {
        if (!CompileProgram.IsSupported)
        {
            throw new PlatformNotSupportedException("native compile programs are written for Linux on x86-64 only");
        }

        _limits = limits;
        _directory = System.IO.Directory.CreateTempSubdirectory("compilebench-program");
        CompileProgram.Write(ProgramPath, Path.GetFullPath(libraryPath), settings, module, limits.Deadline + OrphanGrace);
    }

    /// <summary>The folder of its files, where a tool may put its own.</summary>
    public string Directory => _directory.FullName;

    /// <summary>The program.</summary>
    public string ProgramPath => Path.Combine(_directory.FullName, "compile");

    /// <summary>Runs it once and waits.</summary>
    /// <param name="tool">The command to put before the program: a tool and its options; empty to run it by itself.</param>
    /// <param name="cancellation">Kills the run.</param>
    /// <param name="meanwhile">Called again and again while it runs; null for nothing.</param>
    /// <exception cref="OperationCanceledException">The caller asked to stop; the process has been killed.</exception>
    /// <exception cref="IOException">The command cannot be started; the message says why.</exception>
    public StandaloneResult Run(IReadOnlyList<string> tool, CancellationToken cancellation, Action? meanwhile = null)
    {
        ArgumentNullException.ThrowIfNull(tool);
        using var process = new Process { StartInfo = Command(tool) };
        var words = new ErrorTail();
        process.ErrorDataReceived += (_, e) => words.Add(e.Data);
        Start(process);
        process.BeginErrorReadLine();
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output, CancellationToken.None);
        var start = Stopwatch.GetTimestamp();
        var stopped = Watch(process, start, meanwhile, cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (stopped is not null)
        {
            return new StandaloneResult(stopped, null);
        }

        reading.Wait(TimeSpan.FromSeconds(5), CancellationToken.None);
        words.AwaitEnd(TimeSpan.FromSeconds(1));
        return Judge(process.ExitCode, output.ToArray(), words.ToString());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _directory.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody cleaned the temporary folder: what was to be removed is gone.
        }
    }

    private static void Start(Process process)
    {
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new IOException($"{process.StartInfo.FileName} cannot be run: {e.Message}; if the temporary folder allows no programs, set TMPDIR to one that does", e);
        }
    }

    private ProcessStartInfo Command(IReadOnlyList<string> tool)
    {
        string[] command = [.. tool, ProgramPath];
        var info = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Directory,
        };
        foreach (var name in Unwanted)
        {
            info.Environment.Remove(name);
        }

        info.Environment["LC_ALL"] = "C";
        return info;
    }

    private Outcome? Watch(Process process, long start, Action? meanwhile, CancellationToken cancellation)
    {
        while (!process.WaitForExit(WatchInterval))
        {
            meanwhile?.Invoke();
            var elapsed = Stopwatch.GetElapsedTime(start);
            if (cancellation.IsCancellationRequested)
            {
                ChildProcesses.KillGroup(process);
                return null;
            }

            if (elapsed >= _limits.Deadline)
            {
                ChildProcesses.KillGroup(process);
                return new Outcome.TimedOut(elapsed);
            }

            if (_limits.MemoryBytes is { } limit && ResidentMemory.ForProcess(process.Id) is { } resident && resident > limit)
            {
                ChildProcesses.KillGroup(process);
                return new Outcome.OutOfMemory(resident, limit);
            }
        }

        return null;
    }

    private static StandaloneResult Judge(int exitCode, byte[] output, string words) => exitCode switch
    {
        CompileProgram.Compiled when output.Length == CompileProgram.ClockBytes =>
            new StandaloneResult(new Outcome.Completed(null), new CompileWindow(Nanoseconds(output, 0), Nanoseconds(output, 16), Nanoseconds(output, 48) - Nanoseconds(output, 32))),
        CompileProgram.Refused => Rejected(EngineWords(output)),
        CompileProgram.SetterMissing => Rejected($"not offered by this engine's C API: the library does not export {EngineWords(output)}"),
        CompileProgram.NoEngine => Rejected("the library makes no engine for these settings"),
        _ => new StandaloneResult(new Outcome.Crashed(ExitStatus.DescribeExitCode(exitCode), words), null),
    };

    private static StandaloneResult Rejected(string reason) => new(new Outcome.Rejected(reason), null);

    private static string EngineWords(byte[] output) => Native.WasmtimeLibrary.OneLine(System.Text.Encoding.UTF8.GetString(output));

    // struct timespec: seconds and nanoseconds, 64 bits each.
    private static long Nanoseconds(byte[] output, int at) =>
        (BinaryPrimitives.ReadInt64LittleEndian(output.AsSpan(at)) * 1_000_000_000) + BinaryPrimitives.ReadInt64LittleEndian(output.AsSpan(at + 8));
}

/// <summary>How a run of a <see cref="StandaloneCompile"/> ended.</summary>
/// <param name="Outcome">The outcome; a compiled one carries no samples.</param>
/// <param name="Window">When the compile ran; null where it did not end.</param>
public sealed record StandaloneResult(Outcome Outcome, CompileWindow? Window);

/// <summary>The time of one compile on the system's monotonic clock, in nanoseconds.</summary>
/// <param name="Start">Just before the call.</param>
/// <param name="End">Just after it.</param>
/// <param name="CpuNanoseconds">CPU time its thread used, which other load on the machine does not stretch.</param>
public readonly record struct CompileWindow(long Start, long End, long CpuNanoseconds)
{
    /// <summary>CPU time its thread used.</summary>
    public TimeSpan CpuTime => TimeSpan.FromTicks(CpuNanoseconds / TimeSpan.NanosecondsPerTick);

    /// <summary>Its length.</summary>
    public TimeSpan Duration => TimeSpan.FromTicks((End - Start) / TimeSpan.NanosecondsPerTick);
}
