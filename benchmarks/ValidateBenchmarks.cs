using BenchmarkDotNet.Attributes;
using CompileBench.Benchmarks.Child;
using CompileBench.Engines.Operations;

namespace Benchmarks;

/// <summary>Decodes and validates a module without compiling it: no compile takes less time.</summary>
public class ValidateBenchmarks : OperationBenchmarks
{
    /// <inheritdoc/>
    protected internal override MeasuredOperation Operation => MeasuredOperation.Validate;

    /// <summary>One call of <c>wasmtime_module_validate</c>.</summary>
    [Benchmark]
    public void Validate() => Session.RunOnce();
}
