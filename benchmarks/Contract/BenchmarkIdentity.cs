using BenchmarkDotNet.Running;
using Benchmarks;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Contract;

/// <summary>Finds a record's identity in a BenchmarkDotNet case.</summary>
internal static class BenchmarkIdentity
{
    /// <summary>The settings of a case that has none.</summary>
    public const string NoSettings = "-";

    /// <summary>The benchmarks whose cases are records; every other is an ordinary benchmark of this project's own parts.</summary>
    public static readonly IReadOnlyList<Type> SuiteTypes = [typeof(CompileBenchmarks), typeof(ValidateBenchmarks)];

    /// <summary>The phase a benchmark type measures.</summary>
    public static string PhaseOf(Type type) => type == typeof(ValidateBenchmarks) ? OperationNames.Validate : OperationNames.Compile;

    /// <summary>The identity.</summary>
    public static MeasuredCase Of(BenchmarkCase benchmark)
    {
        var values = benchmark.Parameters.Items.ToDictionary(i => i.Name, i => i.Value as string ?? "");
        return new MeasuredCase(
            PhaseOf(benchmark.Descriptor.Type),
            values.GetValueOrDefault("Module", ""),
            values.GetValueOrDefault("Settings", NoSettings),
            values.GetValueOrDefault("Engine", ""));
    }
}
