namespace CompileBench.Engines.Isolation;

/// <summary>Words for an exit code.</summary>
public static class ExitDescription
{
    // Numbers above the last real-time signal are exit codes: .NET programs end with -1, which arrives as 255.
    private const int LastSignal = 64;

    /// <summary><c>exit code 3</c>, or on Unix <c>signal 6 (SIGABRT)</c> for 134.</summary>
    public static string Of(int exitCode)
    {
        if (OperatingSystem.IsWindows() || exitCode is <= 128 or > 128 + LastSignal)
        {
            return $"exit code {exitCode}";
        }

        var signal = exitCode - 128;
        var name = signal switch
        {
            4 => "SIGILL",
            6 => "SIGABRT",
            7 => "SIGBUS",
            8 => "SIGFPE",
            9 => "SIGKILL",
            11 => "SIGSEGV",
            15 => "SIGTERM",
            25 => "SIGXFSZ",
            _ => null,
        };
        return name is null ? $"signal {signal}" : $"signal {signal} ({name})";
    }
}
