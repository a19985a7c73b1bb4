using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using CompileBench.Analysis.Fleet;
using CompileBench.Benchmarks.SelfBenchmarks;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Results.Merging;

namespace Benchmarks;

/// <summary>
/// The merge of 1,000 shards of 98 cases of 30 samples on 50 hosts, each time in a fresh process as a command line makes it, against its limits of 10 s and
/// 1 GB. Prints both; one that is exceeded fails the benchmark.
/// </summary>
[Config(typeof(FreshProcessConfig))]
public class MergeBenchmarks
{
    private const int Shards = 1000;
    private const int Hosts = 50;

    // With the two canaries, 14 modules under seven settings.
    private const int Modules = 12;
    private const double MostSeconds = 10;
    private const double MostMemory = 1e9;

    private string _directory = "";
    private TimeSpan _elapsed;

    /// <summary>Writes the shards.</summary>
    [GlobalSetup]
    public void Setup()
    {
        HostNatives.Use();
        _directory = Directory.CreateTempSubdirectory("compilebench-merge-").FullName;
        for (var shard = 1; shard <= Shards; shard++)
        {
            InventedRun.WriteShard(Path.Combine(_directory, "shards", $"shard-{shard:0000}"), (shard, Shards), Modules, $"host-{shard % Hosts:00}");
        }
    }

    /// <summary>Reads the shards, checks the canaries and writes the merged run.</summary>
    [Benchmark]
    public int Merge()
    {
        var output = Path.Combine(_directory, "merged");
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        var start = Stopwatch.GetTimestamp();
        var shards = ShardSet.FromRuns([.. RecordedRun.RunsIn(Path.Combine(_directory, "shards")).Select(ShardRun.Read)]);
        var manifest = RunMerge.Write(shards, output, CanaryCheck.Find, leaveOut: false, CancellationToken.None);
        _elapsed = Stopwatch.GetElapsedTime(start);
        return manifest.Modules.Count;
    }

    /// <summary>Prints what it took; the peak is this process's, BenchmarkDotNet and the writing of the shards included.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        using var self = Process.GetCurrentProcess();
        var peak = self.PeakWorkingSet64;
        Directory.Delete(_directory, recursive: true);
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"// merge of {Shards} shards on {Hosts} hosts: {_elapsed.TotalSeconds:0.00} s (at most {MostSeconds}), {peak / 1e6:0} MB (at most {MostMemory / 1e6:0})"));
        if (_elapsed.TotalSeconds > MostSeconds || peak > MostMemory)
        {
            throw new InvalidOperationException("a limit of a merge is exceeded: see the line above");
        }
    }
}
