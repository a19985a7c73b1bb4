using BenchmarkDotNet.Attributes;
using CompileBench.Benchmarks.Child;
using CompileBench.Benchmarks.Contract;

namespace Benchmarks;

/// <summary>Decodes and validates a module without compiling it: the floor under every compile time.</summary>
public class ValidateBenchmarks
{
    private ValidateCaseSession? _session;

    /// <summary>The module's stable name.</summary>
    [ParamsSource(nameof(Modules))]
    public string Module { get; set; } = "";

    /// <summary>The engine's label.</summary>
    [ParamsSource(nameof(Engines))]
    public string Engine { get; set; } = "";

    /// <summary>What the host plans to measure.</summary>
    public static IEnumerable<string> Modules => SuiteParameters.Current.Modules;

    /// <summary>As <see cref="Modules"/>.</summary>
    public static IEnumerable<string> Engines => SuiteParameters.Current.Engines;

    /// <summary>Loads the engine and the module, and validates once, cold.</summary>
    [GlobalSetup]
    public void Setup() => _session = ValidateCaseSession.Start(Module, Engine);

    /// <summary>One call of <c>wasmtime_module_validate</c>.</summary>
    [Benchmark]
    public void Validate() => _session!.Validate();

    /// <summary>Closes the iteration's CPU account.</summary>
    [IterationCleanup]
    public void EndIteration() => _session!.EndIteration();

    /// <summary>Prints what was buffered.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _session!.Report(Console.Out);
        _session.Dispose();
    }
}
