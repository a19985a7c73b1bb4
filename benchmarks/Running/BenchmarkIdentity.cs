using BenchmarkDotNet.Running;
using Benchmarks;
using CompileBench.Results;

namespace CompileBench.Benchmarks.Running;

/// <summary>Finds a record's identity in a BenchmarkDotNet case.</summary>
internal static class BenchmarkIdentity
{
    /// <summary>The settings of a case that has none.</summary>
    public const string NoSettings = "-";

    /// <summary>The benchmarks whose cases are records; every other is an ordinary benchmark of this project's own parts.</summary>
    public static readonly IReadOnlyList<Type> SuiteTypes = [typeof(CompileBenchmarks), typeof(ValidateBenchmarks)];

    /// <summary>The phase a benchmark type measures.</summary>
    public static string PhaseOf(Type type) => type == typeof(ValidateBenchmarks) ? CompileCase.ValidatePhase : CompileCase.CompilePhase;

    /// <summary>The identity.</summary>
    public static CompileCase Of(BenchmarkCase benchmark)
    {
        var values = benchmark.Parameters.Items.ToDictionary(i => i.Name, i => i.Value as string ?? "");
        return new CompileCase(
            PhaseOf(benchmark.Descriptor.Type),
            values.GetValueOrDefault("Module", ""),
            values.GetValueOrDefault("Settings", NoSettings),
            values.GetValueOrDefault("Engine", ""));
    }
}
