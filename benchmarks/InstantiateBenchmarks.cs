using BenchmarkDotNet.Attributes;
using CompileBench.Benchmarks.Child;
using CompileBench.Engines.Operations;

namespace Benchmarks;

/// <summary>Creates an instance of a compiled module in a fresh store. Its own clock times the call alone, without the store and its WASI world.</summary>
public class InstantiateBenchmarks : SettingsBenchmarks
{
    /// <inheritdoc/>
    protected internal override MeasuredOperation Operation => MeasuredOperation.Instantiate;

    /// <summary>One instance.</summary>
    [Benchmark]
    public nint Instantiate() => Session.RunOnce();
}
