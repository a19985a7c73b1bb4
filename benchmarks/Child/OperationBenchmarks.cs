using BenchmarkDotNet.Attributes;
using CompileBench.Benchmarks.Contract;
using CompileBench.Engines.Operations;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Child;

/// <summary>
/// The base of the suite's benchmarks: one operation on one module with one engine. The suite finds every class that derives from it by
/// reflection. A class of an operation that compiler settings do not change derives from this one, any other from <see cref="SettingsBenchmarks"/>.
/// </summary>
public abstract class OperationBenchmarks
{
    private OperationSession? _session;

    /// <summary>The module's stable name.</summary>
    [ParamsSource(nameof(Modules), Priority = 0)]
    public string Module { get; set; } = "";

    /// <summary>The engine's label.</summary>
    [ParamsSource(nameof(Engines), Priority = 2)]
    public string Engine { get; set; } = "";

    /// <summary>The modules of the plan. A child process gets its values by name and needs no list.</summary>
    public static IEnumerable<string> Modules => SuiteParameters.Current.Modules;

    /// <summary>The engines of the plan.</summary>
    public static IEnumerable<string> Engines => SuiteParameters.Current.Engines;

    /// <summary>The operation that the class measures.</summary>
    protected internal abstract MeasuredOperation Operation { get; }

    /// <summary>The settings that the engine is created with.</summary>
    protected virtual string EngineSettings => SettingNames.Baseline;

    /// <summary>The case of this process.</summary>
    protected OperationSession Session => _session ?? throw new InvalidOperationException("the benchmark was not set up");

    /// <summary>Loads the engine and the module, prepares the operation, and runs it once, cold.</summary>
    [GlobalSetup]
    public void Setup() => _session = OperationSession.Start(Operation, Module, EngineSettings, Engine);

    /// <summary>Frees what the iteration made and ends its CPU time.</summary>
    [IterationCleanup]
    public void EndIteration() => Session.EndIteration();

    /// <summary>Prints the report. Printing between iterations would be timed.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        Session.Report(Console.Out);
        Session.Dispose();
    }
}

/// <summary>The base of the benchmarks of operations that compiler settings change.</summary>
public abstract class SettingsBenchmarks : OperationBenchmarks
{
    /// <summary>The settings' name.</summary>
    [ParamsSource(nameof(AllSettings), Priority = 1)]
    public string Settings { get; set; } = "";

    /// <summary>The settings of the plan.</summary>
    public static IEnumerable<string> AllSettings => SuiteParameters.Current.Settings;

    /// <inheritdoc/>
    protected override string EngineSettings => Settings;
}
