using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.History;
using CompileBench.Benchmarks.SelfBenchmarks;
using CompileBench.Reporting.Documents.Versions;

namespace Benchmarks;

/// <summary>
/// The history of 300 runs of 140 cases of 30 samples, each time in a fresh process as a command line makes it, against its limit of 15 s. Prints the
/// time; one over the limit fails the benchmark.
/// </summary>
[Config(typeof(FreshProcessConfig))]
public class HistoryBenchmarks
{
    private const int Runs = 300;
    private const int Modules = 20;
    private const double MostSeconds = 15;

    private string _directory = "";
    private TimeSpan _elapsed;

    /// <summary>Writes the runs.</summary>
    [GlobalSetup]
    public void Setup()
    {
        HostNatives.Use();
        _directory = Directory.CreateTempSubdirectory("compilebench-history-").FullName;
        for (var day = 0; day < Runs; day++)
        {
            InventedRun.Write(Path.Combine(_directory, $"run-{day:000}"), Modules, day);
        }
    }

    /// <summary>Reads the runs, finds the steps and writes the text.</summary>
    [Benchmark]
    public int History()
    {
        var start = Stopwatch.GetTimestamp();
        var source = HistorySource.Read([_directory], null, byVersion: false);
        var history = RunHistory.FromRuns([.. source.Steps.Select(s => new HistoryRun(s.Label, s.Host, [.. s.Compiles]))], [ComparisonMetric.Wall], new HistoryOptions());
        var blocks = HistoryText.FromHistory(source, history).Blocks.Count;
        _elapsed = Stopwatch.GetElapsedTime(start);
        return blocks;
    }

    /// <summary>Prints what it took.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        Directory.Delete(_directory, recursive: true);
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"// history of {Runs} runs: {_elapsed.TotalSeconds:0.00} s (at most {MostSeconds})"));
        if (_elapsed.TotalSeconds > MostSeconds)
        {
            throw new InvalidOperationException("the limit of a history is exceeded: see the line above");
        }
    }
}
