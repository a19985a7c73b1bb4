namespace CompileBench.Engines.Guard;

/// <summary>Words for an exit code.</summary>
public static class ExitDescription
{
    /// <summary><c>exit code 3</c>, or on Unix <c>signal 6 (SIGABRT)</c> for 134.</summary>
    public static string Of(int exitCode)
    {
        if (OperatingSystem.IsWindows() || exitCode <= 128)
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
