namespace CompileBench.Engines.Hosting;

/// <summary>How a process ended, as the system reported it.</summary>
/// <param name="Code">The exit code; null where a signal ended the process.</param>
/// <param name="Signal">The signal; null where the process exited by itself.</param>
public readonly record struct ExitStatus(int? Code, int? Signal)
{
    // Numbers above the last real-time signal are exit codes: .NET programs end with -1, which arrives as 255.
    private const int LastSignal = 64;

    /// <summary>The status of a process that <c>waitpid</c> reported.</summary>
    /// <param name="status">The status word.</param>
    public static ExitStatus FromWaitStatus(int status)
    {
        var signal = status & 0x7f;
        return signal == 0 ? new ExitStatus((status >> 8) & 0xff, null) : new ExitStatus(null, signal);
    }

    /// <summary>Whether a signal ended the process that a person or a program sends to stop it: interrupt, quit, hang-up or terminate. No engine sends one.</summary>
    public bool IsRequestToStop => Signal is 1 or 2 or 3 or 15;

    /// <summary>Whether the signal ended the process that nothing can handle.</summary>
    public bool IsKill => Signal is 9;

    /// <summary>Whether the system ended the process because it used more CPU time than <see cref="ChildProcesses.LimitCpu"/> allows.</summary>
    public bool IsCpuLimit => Signal is 24;

    /// <summary>
    /// Describes an exit code that may stand for a signal: shells and .NET report 128 and the signal's number for both. A code whose signal
    /// does not end a process, such as 147 for SIGSTOP, is an exit code.
    /// </summary>
    /// <param name="code">The exit code.</param>
    public static string DescribeExitCode(int code) =>
        !OperatingSystem.IsWindows() && code is > 128 and <= 128 + LastSignal && EndsProcess(code - 128)
            ? $"exit code {code}, as after signal {NameOf(code - 128)}"
            : $"exit code {code}";

    /// <summary><c>exit code 3</c> or <c>signal 6 (SIGABRT)</c>.</summary>
    public override string ToString() => Signal is { } signal ? $"signal {NameOf(signal)}" : $"exit code {Code}";

    // 16 to 23 and 28 stop, continue or notify a process, on Linux and on macOS, where their order differs.
    private static bool EndsProcess(int signal) => signal is not ((>= 16 and <= 23) or 28);

    private static string NameOf(int signal)
    {
        var name = signal switch
        {
            1 => "SIGHUP",
            2 => "SIGINT",
            3 => "SIGQUIT",
            4 => "SIGILL",
            6 => "SIGABRT",
            8 => "SIGFPE",
            9 => "SIGKILL",
            11 => "SIGSEGV",
            15 => "SIGTERM",
            24 => "SIGXCPU",
            25 => "SIGXFSZ",
            7 when OperatingSystem.IsLinux() => "SIGBUS",
            10 when OperatingSystem.IsMacOS() => "SIGBUS",
            _ => null,
        };
        return name is null ? $"{signal}" : $"{signal} ({name})";
    }
}
