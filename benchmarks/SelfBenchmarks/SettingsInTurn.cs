using System.Diagnostics;
using System.Globalization;
using Benchmarks;
using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Runs;
using CompileBench.Analysis.Timing;
using CompileBench.Benchmarks.Contract;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Measuring;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Benchmarks.SelfBenchmarks;

/// <summary>
/// Measures an operation on a module under two settings in turn in one process, so that the state of the machine reaches both alike. Where the
/// environment variable <c>COMPILEBENCH_TABLE</c> names the directory of a run, what the table of that run says stands beside the ratio.
/// </summary>
/// <param name="Case">The case, as module and settings with a space between them.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Ratio">The ratio of the medians: the settings over the baseline.</param>
/// <param name="Pairs">How many pairs were measured.</param>
internal sealed record SettingsInTurn(string Case, OperationDescription Operation, RatioEstimate Ratio, int Pairs)
{
    /// <summary>The environment variable that names the run.</summary>
    public const string TableVariable = "COMPILEBENCH_TABLE";

    private const string JournalFile = "cases.jsonl";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);

    /// <summary>The absolute path of a run, because benchmark processes start in another directory; null where none is named.</summary>
    /// <exception cref="UsageException">It is no run with cases.</exception>
    public static string? FindTable(string? run) =>
        run is not { Length: > 0 } ? null
        : File.Exists(Path.Combine(run, JournalFile)) ? Path.GetFullPath(run)
        : throw new UsageException($"{TableVariable}: {run} is no run: it has no {JournalFile}");

    /// <summary>The modules of cases, each once.</summary>
    public static string[] ModulesOf(IEnumerable<string> cases) => [.. cases.Select(ModuleOf).Distinct()];

    /// <summary>Measures both settings in turn for eight seconds.</summary>
    /// <param name="case">The case.</param>
    /// <param name="operation">The operation.</param>
    /// <exception cref="InvalidOperationException">A run failed.</exception>
    public static SettingsInTurn Measure(string @case, MeasuredOperation operation)
    {
        var plan = PlanFile.FromEnvironment();
        var library = WasmtimeLibrary.Load(plan.Engine(OverheadBenchmarks.OwnEngineLabel).LibraryPath);
        var input = plan.Module(ModuleOf(@case)).ReadInput();
        using var baselineEngine = new ConfiguredEngine(library, CompilerSettings.Baseline);
        using var candidateEngine = new ConfiguredEngine(library, CompilerSettings.All.First(s => s.Name == SettingsOf(@case)));
        using var baseline = operation.Prepare(baselineEngine, input);
        using var candidate = operation.Prepare(candidateEngine, input);
        var (before, now) = (new List<double>(), new List<double>());
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < Duration;)
        {
            // The untimed run before each takes the cost of the other's caches away.
            before.Add(SecondOfTwo(baseline));
            now.Add(SecondOfTwo(candidate));
        }

        var ratio = RatioEstimate.Between(TimeEstimate.FromLaunches([now])!, TimeEstimate.FromLaunches([before])!);
        return new SettingsInTurn(@case, operation.Description, ratio, before.Count);
    }

    /// <summary>Prints the ratio, and the table's beside it.</summary>
    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"// in turn, {Operation.Name} {Case}: {Ratio.Ratio:0.000}x ({Ratio.Bounds?.Lower:0.000} to {Ratio.Bounds?.Upper:0.000}), {Pairs} pairs{TableText()}"));
    }

    private static string ModuleOf(string @case) => @case.Split(' ')[0];

    private static string SettingsOf(string @case) => @case.Split(' ')[1];

    private static double SecondOfTwo(PreparedOperation operation)
    {
        RunOnce(operation);
        return RunOnce(operation);
    }

    private static double RunOnce(PreparedOperation operation)
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
        var cell = RunAnalysis.FromRecords(records, new RunAnalysisOptions { Operation = Operation }).Engines
            .SelectMany(e => e.Rows).Where(r => r.Module == ModuleOf(Case)).Select(r => r.Cells.GetValueOrDefault(SettingsOf(Case))).FirstOrDefault();
        return cell?.Ratio is { NotKnownAfterRounds: null } ratio
            ? string.Create(CultureInfo.InvariantCulture, $"; the table says {ratio.Ratio:0.000}x, {100 * ((ratio.Ratio / Ratio.Ratio) - 1):+0.0;-0.0}% away")
            : "; the table does not say";
    }
}
