using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using CompileBench.Benchmarks.SelfBenchmarks;
using CompileBench.Engines.Operations;

namespace Benchmarks;

/// <summary>
/// Checks the ratios of compile times in a run's table against compiles under both settings in turn: see <see cref="SettingsInTurn"/>.
/// </summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 1, iterationCount: 1, invocationCount: 1)]
public class AlternationBenchmarks
{
    private SettingsInTurn? _measured;

    /// <summary>The case, as module and settings.</summary>
    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    /// <summary>The ten cases: small modules, whose ratios a run must get right from few samples.</summary>
    public static IEnumerable<string> Cases =>
    [
        "argon2 speed-singlepass", "argon2 winch", "circom-circuit none-backtracking", "circom-circuit size-backtracking", "circom-circuit speed-singlepass",
        "source-map none-singlepass", "source-map pulley", "tree-sitter-css pulley", "tree-sitter-css size-backtracking", "tree-sitter-css speed-singlepass",
    ];

    /// <summary>The modules of the cases.</summary>
    public static string[] Subjects => SettingsInTurn.ModulesOf(Cases);

    /// <summary>Measures both settings in turn.</summary>
    [Benchmark]
    public void MeasureInTurn() => _measured = SettingsInTurn.Measure(Case, MeasuredOperation.Compile);

    /// <summary>Prints the ratio, and the table's beside it.</summary>
    [GlobalCleanup]
    public void Cleanup() => _measured!.Print();
}
