using BenchmarkDotNet.Attributes;
using CompileBench.Benchmarks.Child;
using CompileBench.Benchmarks.Contract;

// The namespace keeps clear of the word "Compile" so that --filter *Compile* means these benchmarks and not every one of the suite.
namespace Benchmarks;

/// <summary>Compiles one module under one set of settings with one engine: the project's main measurement.</summary>
public class CompileBenchmarks
{
    private CompileCaseSession? _session;

    /// <summary>The module's stable name.</summary>
    [ParamsSource(nameof(Modules))]
    public string Module { get; set; } = "";

    /// <summary>The settings' name.</summary>
    [ParamsSource(nameof(AllSettings))]
    public string Settings { get; set; } = "";

    /// <summary>The engine's label.</summary>
    [ParamsSource(nameof(Engines))]
    public string Engine { get; set; } = "";

    /// <summary>What the host plans to measure; a child is handed its values by name and asks for no list.</summary>
    public static IEnumerable<string> Modules => SuiteParameters.Current.Modules;

    /// <summary>As <see cref="Modules"/>.</summary>
    public static IEnumerable<string> AllSettings => SuiteParameters.Current.Settings;

    /// <summary>As <see cref="Modules"/>.</summary>
    public static IEnumerable<string> Engines => SuiteParameters.Current.Engines;

    /// <summary>Loads the engine and the module, and makes the one cold compile of this process.</summary>
    [GlobalSetup]
    public void Setup() => _session = CompileCaseSession.Start(Module, Settings, Engine);

    /// <summary>One call of <c>wasmtime_module_new</c>; what it returns is freed after the iteration.</summary>
    [Benchmark]
    public nint Compile() => _session!.Compile();

    /// <summary>Frees what the iteration compiled.</summary>
    [IterationCleanup]
    public void EndIteration() => _session!.EndIteration();

    /// <summary>Prints what was buffered, for printing between iterations would be timed.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _session!.Report(Console.Out);
        _session.Dispose();
    }
}
