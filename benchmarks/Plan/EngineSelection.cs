using CompileBench.Benchmarks.CommandLine;
using CompileBench.Engines.Native;
using CompileBench.Engines.Probing;

namespace CompileBench.Benchmarks.Plan;

/// <summary>Finds the engines a command line means.</summary>
internal static class EngineSelection
{
    /// <summary>The engines in the order they were named; the package's where none was.</summary>
    /// <exception cref="UsageException">Two have one label.</exception>
    /// <exception cref="EngineUnavailableException">One is not known or cannot be read.</exception>
    public static IReadOnlyList<EngineBuild> Of(SuiteOptions options)
    {
        IReadOnlyList<EngineBuild> builds = options.Engines.Count == 0 ? [EngineBuild.FromPackage()] : [.. options.Engines.Select(EngineBuild.Parse)];
        var twice = builds.GroupBy(b => b.Label).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? builds
            : throw new UsageException($"engine label '{twice.Key}' is given twice: results could not be told apart");
    }
}
