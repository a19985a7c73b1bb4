using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CompileBench.Faults.Tests.Campaign;

/// <summary>One run of the suite's program as a process of its own session, as a terminal gives it one.</summary>
internal sealed partial class SuiteHost : IDisposable
{
    // For a machine that does much besides: nothing here is a measure of speed.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly List<string> _errors = [];

    private SuiteHost(Process process) => _process = process;

    /// <summary>What it has printed so far.</summary>
    public IReadOnlyList<string> Lines => Copy(_lines);

    /// <summary>What it has written to standard error so far.</summary>
    public IReadOnlyList<string> Errors => Copy(_errors);

    /// <summary>The process, which also leads its group.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts the program.</summary>
    /// <param name="program">The suite's assembly.</param>
    /// <param name="directory">The directory it is started in.</param>
    /// <param name="environment">Variables beside the inherited ones.</param>
    /// <param name="arguments">The command line.</param>
    public static SuiteHost Start(string program, string directory, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        // A process that leads no group becomes the leader of a new session in place, so the number stays the same.
        var info = new ProcessStartInfo("setsid")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = directory,
        };

        // A terminal's programs heed Ctrl-C; those that a shell put into the background inherit that it is ignored, and so would this one.
        foreach (var argument in (string[])["env", "--default-signal=INT,QUIT,HUP,TERM", "dotnet", program, .. arguments])
        {
            info.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        var process = new Process { StartInfo = info };
        var host = new SuiteHost(process);
        process.OutputDataReceived += (_, e) => host.Take(host._lines, e.Data);
        process.ErrorDataReceived += (_, e) => host.Take(host._errors, e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return host;
    }

    /// <summary>Waits until a condition holds. Fails when the program ends before.</summary>
    public void WaitUntil(Func<bool> condition, string what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (_process.HasExited && !condition())
            {
                _process.WaitForExit();
                throw new InvalidOperationException($"the suite ended with {_process.ExitCode} before {what}: {Words()}");
            }

            Expect(Stopwatch.GetElapsedTime(start) < Patience, what);
            Thread.Sleep(50);
        }
    }

    /// <summary>Waits for the end and returns the exit code, over 128 for a signal.</summary>
    public int WaitForEnd()
    {
        Expect(_process.WaitForExit(Patience), "the end");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Sends a signal to the program alone.</summary>
    public void Signal(int signal) => _ = Kill(_process.Id, signal);

    /// <summary>Sends a signal to all that a terminal would send it to.</summary>
    public void SignalGroup(int signal) => _ = Kill(-_process.Id, signal);

    /// <summary>What it printed last, in one line.</summary>
    public string Words() => string.Join(" | ", Errors.Concat(Lines.TakeLast(12)));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            SignalGroup(PosixSignals.Kill);
            _process.WaitForExit(TimeSpan.FromSeconds(10));
        }

        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"waited in vain for {what}: {Words()}");
        }
    }

    private List<string> Copy(List<string> lines)
    {
        lock (_gate)
        {
            return [.. lines];
        }
    }

    private void Take(List<string> into, string? line)
    {
        lock (_gate)
        {
            if (!string.IsNullOrEmpty(line))
            {
                into.Add(line);
            }
        }
    }
}
