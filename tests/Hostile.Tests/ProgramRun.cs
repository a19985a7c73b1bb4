using System.Reflection;

namespace CompileBench.Hostile.Tests;

/// <summary>A program of this project that a test ran inside its own process, which takes a fraction of the time of a new one.</summary>
/// <param name="ExitCode">The exit code; null where the program threw an exception or did not end.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
/// <param name="Fault">The exception, or that it did not end; null where it ended by itself.</param>
internal sealed record ProgramRun(int? ExitCode, string Output, string Error, string? Fault)
{
    // Liveness only: everything here ends in well under a second, except for engines, which have 20 s per attempt.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly MethodInfo CommandLine = Assembly.Load("CompileBench.Cli").EntryPoint!;
    private static readonly MethodInfo Suite = Assembly.Load("Benchmarks").EntryPoint!;

    /// <summary>Runs <c>compilebench</c>.</summary>
    public static ProgramRun RunCompilebench(params string[] arguments) => Run(CommandLine, arguments);

    /// <summary>Runs the suite.</summary>
    public static ProgramRun RunSuite(params string[] arguments) => Run(Suite, arguments);

    /// <summary>The lines of standard error.</summary>
    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static ProgramRun Run(MethodInfo program, string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var (before, errorBefore) = (Console.Out, Console.Error);
        Console.SetOut(TextWriter.Synchronized(output));
        Console.SetError(TextWriter.Synchronized(error));
        try
        {
            int? exit = null;
            string? fault = null;
            var thread = new Thread(() =>
            {
                try
                {
                    exit = (int)program.Invoke(null, [arguments])!;
                }
                catch (TargetInvocationException e)
                {
                    fault = e.InnerException!.ToString();
                }
            }) { IsBackground = true };
            thread.Start();
            return thread.Join(Patience) ? new ProgramRun(exit, output.ToString(), error.ToString(), fault) : new ProgramRun(null, output.ToString(), error.ToString(), "it did not end");
        }
        finally
        {
            Console.SetOut(before);
            Console.SetError(errorBefore);
        }
    }
}
