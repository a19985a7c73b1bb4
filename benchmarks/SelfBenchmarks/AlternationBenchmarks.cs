using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Runs;
using CompileBench.Analysis.Timing;
using CompileBench.Benchmarks.Contract;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Measuring;
using CompileBench.Results.Storage;

namespace Benchmarks;

/// <summary>
/// Checks the ratios of a run's table: compiles a module under two settings in turn in one process, so that the state of the machine reaches both
/// alike, and prints the ratio of the medians. Where the environment variable <c>COMPILEBENCH_TABLE</c> names the directory of a run, what the
/// table of that run says stands beside it.
/// </summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 1, iterationCount: 1, invocationCount: 1)]
public class AlternationBenchmarks
{
    /// <summary>The environment variable that names the run.</summary>
    public const string TableVariable = "COMPILEBENCH_TABLE";

    private const string JournalFile = "cases.jsonl";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);
    private RatioEstimate? _ratio;
    private int _pairs;

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
    public static string[] Subjects => [.. Cases.Select(c => c.Split(' ')[0]).Distinct()];

    /// <summary>The absolute path of a run, because benchmark processes start in another directory; null where none is named.</summary>
    /// <exception cref="UsageException">It is no run with cases.</exception>
    internal static string? FindTable(string? run) =>
        run is not { Length: > 0 } ? null
        : File.Exists(Path.Combine(run, JournalFile)) ? Path.GetFullPath(run)
        : throw new UsageException($"{TableVariable}: {run} is no run: it has no {JournalFile}");

    /// <summary>Compiles under both settings in turn.</summary>
    [Benchmark]
    public void SettingsInTurn()
    {
        var plan = PlanFile.FromEnvironment();
        var library = WasmtimeLibrary.Load(plan.Engine(OverheadBenchmarks.OwnEngineLabel).LibraryPath);
        var input = plan.Module(Case.Split(' ')[0]).ReadInput();
        using var baselineEngine = new ConfiguredEngine(library, CompilerSettings.Baseline);
        using var candidateEngine = new ConfiguredEngine(library, CompilerSettings.All.First(s => s.Name == Case.Split(' ')[1]));
        using var baseline = MeasuredOperation.Compile.Prepare(baselineEngine, input);
        using var candidate = MeasuredOperation.Compile.Prepare(candidateEngine, input);
        var (before, now) = (new List<double>(), new List<double>());
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Duration;)
        {
            // The untimed compile before each takes the cost of the other's caches away.
            before.Add(SecondOfTwo(baseline));
            now.Add(SecondOfTwo(candidate));
        }

        _pairs = before.Count;
        _ratio = RatioEstimate.Between(TimeEstimate.FromLaunches([now])!, TimeEstimate.FromLaunches([before])!);
    }

    /// <summary>Prints the ratio, and the table's beside it.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"// in turn, {Case}: {_ratio!.Ratio:0.000}x ({_ratio.Bounds?.Lower:0.000} to {_ratio.Bounds?.Upper:0.000}), {_pairs} pairs{TableText()}"));
    }

    private static double SecondOfTwo(PreparedOperation operation)
    {
        CompileOnce(operation);
        return CompileOnce(operation);
    }

    private static double CompileOnce(PreparedOperation operation)
    {
        var run = TimedRun.Measure(operation, parallel: false, withPeak: false);
        if (run.Failure is { } failure)
        {
            throw new InvalidOperationException(failure.Message);
        }

        operation.Release(run.Result);
        return run.Nanoseconds;
    }

    private string TableText()
    {
        if (Environment.GetEnvironmentVariable(TableVariable) is not { Length: > 0 } run)
        {
            return "";
        }

        var records = JournalReader.Read(Path.Combine(run, JournalFile)).Records;
        var cell = RunAnalysis.FromRecords(records).Engines
            .SelectMany(e => e.Rows).Where(r => r.Module == Case.Split(' ')[0]).Select(r => r.Cells.GetValueOrDefault(Case.Split(' ')[1])).FirstOrDefault();
        return cell?.Ratio is { NotKnownAfterRounds: null } ratio
            ? string.Create(CultureInfo.InvariantCulture, $"; the table says {ratio.Ratio:0.000}x, {100 * ((ratio.Ratio / _ratio!.Ratio) - 1):+0.0;-0.0}% away")
            : "; the table does not say";
    }
}
