using BenchmarkDotNet.Running;
using Benchmarks;
using CompileBench.Results;

namespace CompileBench.Benchmarks.Running;

/// <summary>Finds a record's identity in a BenchmarkDotNet case.</summary>
internal static class BenchmarkIdentity
{
    /// <summary>The settings of a case that has none.</summary>
    public const string NoSettings = "-";

    /// <summary>The identity.</summary>
    public static CompileCase Of(BenchmarkCase benchmark)
    {
        var values = benchmark.Parameters.Items.ToDictionary(i => i.Name, i => i.Value as string ?? "");
        return new CompileCase(
            benchmark.Descriptor.Type == typeof(ValidateBenchmarks) ? CompileCase.ValidatePhase : CompileCase.CompilePhase,
            values.GetValueOrDefault("Module", ""),
            values.GetValueOrDefault("Settings", NoSettings),
            values.GetValueOrDefault("Engine", ""));
    }
}
