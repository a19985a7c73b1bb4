namespace CompileBench.Cli.Tests;

/// <summary>Runs the command line as people do: as a process of its own.</summary>
internal static class CliRun
{
    private const string Assembly = "CompileBench.Cli";

    /// <summary>Runs it with arguments.</summary>
    public static Task<ProcessRun> Run(params string[] arguments) => ProcessRun.RunAssembly(Assembly, arguments);

    /// <summary>Runs it and asks it to stop, as Ctrl-C does, once it has written a line with these words to standard output.</summary>
    public static Task<ProcessRun> StoppedAt(string words, params string[] arguments) => ProcessRun.RunAssemblyUntilLine(words, Assembly, arguments);
}
