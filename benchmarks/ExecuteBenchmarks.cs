using BenchmarkDotNet.Attributes;
using CompileBench.Benchmarks.Child;
using CompileBench.Engines.Operations;

namespace Benchmarks;

/// <summary>
/// Executes a module's workload in a fresh instance and compares its output. Its own clock times the workload alone, without the instance, the input
/// and the comparison.
/// </summary>
public class ExecuteBenchmarks : SettingsBenchmarks
{
    /// <inheritdoc/>
    protected internal override MeasuredOperation Operation => MeasuredOperation.Execute;

    /// <summary>One execution.</summary>
    [Benchmark]
    public nint Execute() => Session.RunOnce();
}
