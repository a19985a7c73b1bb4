using CompileBench.Analysis.Fleet;
using CompileBench.Analysis.Runs;
using CompileBench.Results.Merging;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Measuring.Tests.Sharding;

/// <summary>
/// A thousand shards on fifty hosts of three processors: some hosts are slow, some fail so that their shards are retried elsewhere, some lie. Only those that
/// lie are named, and without them the bounds of merged ratios hold the truth as often as they say.
/// </summary>
public sealed class FleetSimulationTests(ITestOutputHelper output)
{
    private const int Shards = 1000;
    private const int Hosts = 50;
    private const double Noise = 0.015;

    [Fact]
    public void Merge_AThousandShardsOnFiftyHosts_NamesTheLiarsAndKeepsItsBounds()
    {
        FleetHost[] hosts = [.. Enumerable.Range(0, Hosts).Select(i => new FleetHost(
            $"host-{i:00}", $"processor {i % 3}", Slowness: i % 7 == 0 ? 3 : 1 + (0.02 * (i % 5)), Lie: i is 11 or 30 ? 1.1 : 1))];
        using var fleet = new SyntheticFleet(Shards, Shards, Noise);
        var runs = new List<string>();
        for (var shard = 1; shard <= Shards; shard++)
        {
            // One shard in ten is killed in its second round, and its retry is on another host.
            if (shard % 10 == 0)
            {
                runs.Add(fleet.Add(shard, hosts[(shard + 17) % Hosts], rounds: 1, ended: false));
            }

            runs.Add(fleet.Add(shard, hosts[shard % Hosts]));
        }

        var merged = Path.Combine(fleet.Folder, "merged");
        var manifest = RunMerge.Write(ShardSet.FromRuns([.. runs.Select(ShardRun.Read)]), merged, CanaryCheck.Find, leaveOut: true, TestContext.Current.CancellationToken);
        var records = JournalReader.Read(Path.Combine(merged, "cases.jsonl")).Records;
        var engine = Assert.Single(RunAnalysis.FromRecords(records).Engines);

        Assert.Equal(["host-11", "host-30"], manifest.Merge!.LeftOutHosts.Select(i => manifest.Merge.Hosts[i].Name));
        var cells = engine.Rows.SelectMany(r => r.Cells.Values).Where(c => c.Ratio is not null).ToList();
        var known = cells.Where(c => c.Ratio!.Bounds is not null).ToList();
        var held = known.Count(c => c.Ratio!.Bounds!.Value.Contains(Truth(c.Record, manifest)));
        var reach = known.Select(c => Math.Sqrt(c.Ratio!.Bounds!.Value.Upper / c.Ratio.Bounds.Value.Lower) - 1).Order().ElementAt(known.Count / 2);
        output.WriteLine($"{runs.Count} runs of {Shards} shards on {Hosts} hosts, 2 lie by 10% and are named; {cells.Count} ratios of {engine.Rows.Count} modules: {(double)known.Count / cells.Count:P1} have bounds, {(double)held / known.Count:P1} of these hold the truth, median ±{reach:P1}");
        Assert.Equal(cells.Count, known.Count);
        Assert.InRange((double)held / known.Count, 0.93, 1);
        foreach (var summary in engine.Summaries)
        {
            var truth = Math.Exp(cells.Where(c => c.Record.Settings == summary.Settings).Average(c => Math.Log(Truth(c.Record, manifest))));
            output.WriteLine($"{summary.Settings}: {summary.Ratio:0.0000} ({summary.MeasurementBounds!.Value.Lower:0.0000} to {summary.MeasurementBounds.Value.Upper:0.0000}), truth {truth:0.0000}");
            Assert.InRange(summary.Ratio, truth * (1 - (Noise / 4)), truth * (1 + (Noise / 4)));
        }
    }

    // That of the host that has the complete run: a single round of another host does not count.
    private static double Truth(CaseRecord record, RunManifest manifest)
    {
        var host = record.Samples.GroupBy(s => s.Host!.Value).MaxBy(g => g.Count())!.Key;
        return SyntheticFleet.Ratio(record.Module, record.Settings, manifest.Merge!.Hosts[host].Cpu!);
    }
}
