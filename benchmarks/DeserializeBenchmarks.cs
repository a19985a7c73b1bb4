using BenchmarkDotNet.Attributes;
using CompileBench.Benchmarks.Child;
using CompileBench.Engines.Operations;

namespace Benchmarks;

/// <summary>Loads the artifact of a module that was compiled before: what a program pays that ships compiled modules.</summary>
public class DeserializeBenchmarks : SettingsBenchmarks
{
    /// <inheritdoc/>
    protected internal override MeasuredOperation Operation => MeasuredOperation.Deserialize;

    /// <summary>One call of <c>wasmtime_module_deserialize</c>.</summary>
    [Benchmark]
    public nint Deserialize() => Session.RunOnce();
}
