namespace CompileBench.CommandLine;

/// <summary>The exit codes of both programs.</summary>
public static class ExitCodes
{
    /// <summary>The command did what was asked, and the answer is positive.</summary>
    public const int Success = 0;

    /// <summary>The answer is negative: a regression, a limit exceeded, a case that failed.</summary>
    public const int Negative = 1;

    /// <summary>The command line or an input file is wrong; standard error has one line that says what to change.</summary>
    public const int BadInput = 2;

    /// <summary>A signal ended the command, as shells report Ctrl-C: 128 and the number of SIGINT.</summary>
    public const int Interrupted = 130;
}
