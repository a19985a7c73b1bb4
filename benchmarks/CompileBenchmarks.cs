using BenchmarkDotNet.Attributes;
using CompileBench.Benchmarks.Child;
using CompileBench.Engines.Operations;

// The namespace does not contain the word "Compile", so that --filter *Compile* selects these benchmarks and no other.
namespace Benchmarks;

/// <summary>Compiles one module under one set of settings with one engine: the main measurement of this project.</summary>
public class CompileBenchmarks : SettingsBenchmarks
{
    /// <inheritdoc/>
    protected internal override MeasuredOperation Operation => MeasuredOperation.Compile;

    /// <summary>One call of <c>wasmtime_module_new</c>.</summary>
    [Benchmark]
    public nint Compile() => Session.RunOnce();
}
