using CompileBench.Benchmarks.Suite;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.Engines.Native;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Benchmarks;

/// <summary>The entry of the suite: exit code 0 for a complete run, 1 when a case or module failed, 2 for what cannot be carried out.</summary>
internal static class Program
{
    // BenchmarkDotNet starts its processes from the thread that calls it, and they die with that thread: it must be this one.
    private static int Main(string[] args)
    {
        try
        {
            return SuiteCommand.Run(args);
        }
        catch (Exception thrown) when (WordsFor(ParallelFault.Of(thrown)) is { } words)
        {
            Console.Error.WriteLine($"compilebench: {words.ReplaceLineEndings(" ")}");
            return 2;
        }
    }

    // Null for what is a defect of this program, whose trace is wanted.
    private static string? WordsFor(Exception e) => e switch
    {
        UsageException or EngineUnavailableException or CatalogException or RecordFormatException or RunInUseException => e.Message,
        BenchmarkRefusedException => $"BenchmarkDotNet refused to measure: {e.Message} (finished cases are in the run's cases.jsonl; go on with --resume)",
        BenchmarkBuildException => $"BenchmarkDotNet could not build its program: {e.Message}",
        IOException or UnauthorizedAccessException => $"{e.Message} (finished cases are in the run's cases.jsonl; go on with --resume)",
        _ => null,
    };
}
