using BenchmarkDotNet.Running;
using CompileBench.Benchmarks.Child;
using CompileBench.Engines.Operations;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Contract;

/// <summary>Finds the identity of a record in a BenchmarkDotNet case.</summary>
internal static class BenchmarkIdentity
{
    private static readonly Dictionary<Type, MeasuredOperation> Operations = typeof(BenchmarkIdentity).Assembly.GetExportedTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(OperationBenchmarks)))
        .ToDictionary(type => type, type => ((OperationBenchmarks)Activator.CreateInstance(type)!).Operation);

    /// <summary>The benchmarks whose cases are records, in the order of <see cref="MeasuredOperation.All"/>. Any other benchmark measures a part of this project itself.</summary>
    public static IReadOnlyList<Type> SuiteTypes { get; } = [.. MeasuredOperation.All.SelectMany(o => Operations.Where(pair => pair.Value == o).Select(pair => pair.Key))];

    /// <summary>The operation that a benchmark type of the suite measures.</summary>
    public static MeasuredOperation OperationOf(Type type) => Operations[type];

    /// <summary>The benchmark type that measures an operation.</summary>
    public static Type TypeOf(MeasuredOperation operation) => Operations.First(pair => pair.Value == operation).Key;

    /// <summary>The identity of a case. A benchmark of a part of this project has the name of its type for an operation: it is ordered like a case and never recorded.</summary>
    public static MeasuredCase CaseOf(BenchmarkCase benchmark)
    {
        var values = benchmark.Parameters.Items.ToDictionary(i => i.Name, i => i.Value as string ?? "");
        return new MeasuredCase(
            Operations.TryGetValue(benchmark.Descriptor.Type, out var operation) ? operation.Name : benchmark.Descriptor.Type.Name,
            values.GetValueOrDefault("Module", ""),
            values.GetValueOrDefault("Settings", OperationDescription.NoSettings),
            values.GetValueOrDefault("Engine", ""));
    }
}
