using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using CompileBench.Benchmarks.CommandLine;
using CompileBench.Modules.Catalog;

namespace CompileBench.Benchmarks;

/// <summary>Runs the benchmarks of the project's own parts, whose results are BenchmarkDotNet's and not records.</summary>
internal static class OwnBenchmarks
{
    /// <summary>Runs them; 1 when one failed.</summary>
    public static int Run(SuiteOptions options, ModuleCatalog catalog, IReadOnlyList<Type> types, string[] arguments)
    {
        var artifacts = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.Out))!, "bdn");
        var config = BenchmarkArguments.Parse(arguments, artifacts, ConsoleLogger.Default);
        var summaries = types.Select(type => BenchmarkRunner.Run(type, config)).ToList();
        return summaries.Any(s => s.HasCriticalValidationErrors || s.Reports.Any(r => !r.Success)) ? 1 : 0;
    }
}
