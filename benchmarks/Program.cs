using CompileBench.Benchmarks.Suite;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.CommandLine;
using CompileBench.Measuring.Runs;

namespace CompileBench.Benchmarks;

/// <summary>The entry of the suite: exit code 0 for a complete run, 1 when a case or module failed, 2 for what cannot be carried out.</summary>
internal static class Program
{
    // BenchmarkDotNet starts its processes from the thread that calls it, and they die with that thread: it must be this one.
    private static int Main(string[] args)
    {
        using var signals = new StopSignals();
        try
        {
            UsableFolders.RequireTemporary();
            return SuiteCommand.Run(args, signals.Token);
        }
        catch (Exception thrown) when (EndingFor(thrown) is { } ending)
        {
            return ending.Write();
        }
    }

    // BenchmarkDotNet's own failures besides those that every program of this project has; null for a defect, whose stack trace is needed.
    private static CommandEnding? EndingFor(Exception thrown) => ParallelFault.FirstOf(thrown) switch
    {
        BenchmarkRefusedException refused => CommandEnding.BadInput($"BenchmarkDotNet refused to measure: {refused.Message}"),
        BenchmarkBuildException failed => CommandEnding.BadInput($"BenchmarkDotNet could not build its program: {failed.Message}"),
        _ => CommandEnding.FromException(thrown),
    };
}
