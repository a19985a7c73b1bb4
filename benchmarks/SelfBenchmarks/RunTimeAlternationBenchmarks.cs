using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using CompileBench.Benchmarks.SelfBenchmarks;
using CompileBench.Engines.Operations;

namespace Benchmarks;

/// <summary>
/// Checks the ratios of run times in a run's table against executions under both settings in turn: see <see cref="SettingsInTurn"/>.
/// </summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 1, iterationCount: 1, invocationCount: 1)]
public class RunTimeAlternationBenchmarks
{
    private SettingsInTurn? _measured;

    /// <summary>The case, as module and settings.</summary>
    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    /// <summary>The ten cases, of workloads whose ratios differ much.</summary>
    public static IEnumerable<string> Cases =>
    [
        "argon2 none-singlepass", "argon2 winch", "dprint-json speed-singlepass", "kissfft none-singlepass", "kissfft winch",
        "lodepng none-backtracking", "lodepng winch", "sha256-as speed-singlepass", "source-map size-backtracking", "wasmboy winch",
    ];

    /// <summary>The modules of the cases.</summary>
    public static string[] Subjects => SettingsInTurn.ModulesOf(Cases);

    /// <summary>Measures both settings in turn.</summary>
    [Benchmark]
    public void MeasureInTurn() => _measured = SettingsInTurn.Measure(Case, MeasuredOperation.Execute);

    /// <summary>Prints the ratio, and the table's beside it.</summary>
    [GlobalCleanup]
    public void Cleanup() => _measured!.Print();
}
