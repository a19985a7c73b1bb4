using CompileBench.Benchmarks.Running;
using CompileBench.Engines.Native;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;
using CompileBench.Results;

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
        catch (Exception e) when (e is UsageException or EngineUnavailableException or CatalogException or RecordFormatException or RunInUseException)
        {
            return Complain(e.Message);
        }
        catch (BenchmarkRefusedException e)
        {
            return Complain($"BenchmarkDotNet refused to measure: {e.Message} (finished cases are in the run's cases.jsonl; go on with --resume)");
        }
        catch (BenchmarkBuildException e)
        {
            return Complain($"BenchmarkDotNet could not build its program: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Complain($"{e.Message.ReplaceLineEndings(" ")} (finished cases are in the run's cases.jsonl; go on with --resume)");
        }
    }

    private static int Complain(string message)
    {
        Console.Error.WriteLine($"compilebench: {message.ReplaceLineEndings(" ")}");
        return 2;
    }
}
