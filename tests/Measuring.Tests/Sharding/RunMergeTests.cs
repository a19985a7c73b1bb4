using CompileBench.Analysis.Fleet;
using CompileBench.Analysis.Runs;
using CompileBench.Results.Merging;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Measuring.Tests.Sharding;

public sealed class RunMergeTests : IDisposable
{
    private const double Noise = 0.01;

    private static readonly FleetHost One = new("one", "a CPU");

    private static readonly FleetHost Two = new("two", "a CPU", Slowness: 2);

    private readonly SyntheticFleet _fleet = new(3, 7, Noise);
    private int _merges;

    public void Dispose() => _fleet.Dispose();

    [Fact]
    public void Write_ShardsInAnyOrder_GiveTheSameBytes()
    {
        string[] runs = [_fleet.Add(1, One), _fleet.Add(2, Two, rounds: 1, ended: false), _fleet.Add(2, One), _fleet.Add(3, Two)];
        var first = Files(Merge(runs));

        Assert.Equal(["canaries.jsonl", "cases.jsonl", "profiles.json", "run.json"], first.Keys.Order(StringComparer.Ordinal));
        foreach (var order in (int[][])[[3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]])
        {
            Assert.Equal(first, Files(Merge([.. order.Select(i => runs[i])])));
        }
    }

    [Fact]
    public void Write_ShardsOfTwoHosts_KeepsEachRatioOnItsHost()
    {
        var (manifest, records) = Read(Merge(_fleet.Add(1, One), _fleet.Add(2, Two), _fleet.Add(3, Two)));

        Assert.Equal(7 * SyntheticFleet.Settings.Length, records.Count);
        Assert.Equal(["one", "two"], manifest.Merge!.Hosts.Select(h => h.Name));
        Assert.Equal("2 hosts", manifest.Host.Name);
        Assert.DoesNotContain(manifest.Modules, m => SyntheticFleet.Canaries.Contains(m.Name));
        Assert.All(records, r => Assert.Single(r.Samples.Select(s => s.Host).Distinct()));
        var analysis = Assert.Single(RunAnalysis.FromRecords(records).Engines);
        foreach (var cell in analysis.Rows.SelectMany(r => r.Cells.Values).Where(c => c.Ratio is not null))
        {
            var truth = SyntheticFleet.Ratio(cell.Record.Module, cell.Record.Settings, "a CPU");
            Assert.InRange(cell.Ratio!.Ratio, truth * (1 - (5 * Noise)), truth * (1 + (5 * Noise)));
            Assert.NotNull(cell.Ratio.Bounds);
        }

        Assert.All(analysis.Summaries, s => Assert.NotNull(s.MeasurementBounds));
    }

    [Fact]
    public void Write_ShardThatWasRetriedElsewhere_HasTheRoundsOfBothAndTheTimeOfOne()
    {
        var (manifest, records) = Read(Merge(_fleet.Add(1, One), _fleet.Add(2, Two, rounds: 2, ended: false), _fleet.Add(2, One), _fleet.Add(3, One)));

        var retried = records.Where(r => r.Module == "module-1" && r.Settings == SettingNames.Winch).ToList();
        var record = Assert.Single(retried);
        Assert.Equal([1, 2, 3, 4, 5], record.Samples.Select(s => s.Round!.Value).Distinct().Order());
        Assert.Equal(2, manifest.Merge!.Runs.Count(r => r.Shard == 2));
        var cell = Assert.Single(RunAnalysis.FromRecords(records).Engines).Rows.Single(r => r.Module == "module-1").Cells[SettingNames.Winch];
        var own = record.Samples.Where(s => s.Host == 0).Select(s => (double)s.Nanoseconds).ToList();
        Assert.InRange(cell.Warm!.Centre, own.Min(), own.Max());
        Assert.Equal(3, cell.Warm.Launches);
    }

    [Fact]
    public void Find_HostThatIsSlowUnderOneSetting_DepartsAndOneThatIsSlowThroughoutDoesNot()
    {
        using var fleet = new SyntheticFleet(5, 5, Noise);
        var liar = new FleetHost("liar", "a CPU", Lie: 1.1);
        var slow = new FleetHost("slow", "a CPU", Slowness: 1.3);
        string[] runs = [fleet.Add(1, One), fleet.Add(2, Two), fleet.Add(3, liar), fleet.Add(4, slow), fleet.Add(5, new("five", "a CPU"))];
        var all = Merge(runs);
        var (manifest, _) = Read(all);

        Assert.NotEmpty(manifest.Merge!.Departures);
        Assert.All(manifest.Merge.Departures, d => Assert.Equal(("liar", SyntheticFleet.LyingSettings), (manifest.Merge.Hosts[d.Host].Name, d.Case.Settings)));
        Assert.Empty(manifest.Merge.LeftOutHosts);

        var (without, records) = Read(Merge(runs, leaveOut: true));
        Assert.Equal(manifest.Merge.Departures.Select(d => d.Host).Distinct(), without.Merge!.LeftOutHosts);
        Assert.DoesNotContain(records, r => r.Module == "module-2");
        Assert.Contains(without.Skipped, s => s.What == "module-2" && s.Reason == SkipReason.DepartingHost);
    }

    [Fact]
    public void Find_HonestHostsOfTwoProcessorsWithOtherRatios_NoneDeparts()
    {
        using var fleet = new SyntheticFleet(8, 8, Noise);
        var runs = Enumerable.Range(1, 8).Select(i => fleet.Add(i, new FleetHost($"host-{i}", i % 2 == 0 ? "a CPU" : "another CPU", Slowness: i))).ToArray();

        var (manifest, _) = Read(Merge(runs));

        Assert.NotEqual(SyntheticFleet.Ratio("canary-a", SettingNames.Winch, "a CPU"), SyntheticFleet.Ratio("canary-a", SettingNames.Winch, "another CPU"));
        Assert.Empty(manifest.Merge!.Departures);
    }

    [Fact]
    public void FromRuns_ShardsThatDoNotFit_AreRefusedInOneLineThatSaysWhy()
    {
        var (one, two, three) = (_fleet.Add(1, One), _fleet.Add(2, One), _fleet.Add(3, One));
        Refused("shard 3 of 3 is missing: measure it with --shard 3/3", one, two);
        Refused("shards 2, 3 of 3 are missing", one);
        Refused("shard 2/3 is doubled", one, two, _fleet.Add(2, Two), three);
        Refused("are one run", one, two, two, three);
        Refused("shard 2/3 has not ended: go on with --resume", one, _fleet.Add(2, One, ended: false), three);
        Refused("is shard 2/3 of another plan", one, three, _fleet.Add(2, One, change: m => m with { Shard = m.Shard! with { Plan = "sha256:other" } }));
        Refused("has other engines", one, three, _fleet.Add(2, One, change: m => m with { Engines = [m.Engines[0] with { Digest = "sha256:other" }] }));
        Refused("has other settings", one, three, _fleet.Add(2, One, change: m => m with { Settings = [SettingNames.Baseline] }));
        Refused("was made with case-budget '1s', the other with '400ms'", one, three, _fleet.Add(2, One, change: m => m with { Options = new Dictionary<string, OptionValue>(m.Options) { ["case-budget"] = "1s" } }));
        Refused("does not treat winch alike", one, three, _fleet.Add(2, One, change: m => m with { Engines = [m.Engines[0] with { Settings = [.. m.Engines[0].Settings.Select(s => s with { Supported = s.Settings != SettingNames.Winch })] }] }));
        Refused("is a duel run", one, three, _fleet.Add(2, One, change: m => m with { Kind = RunKind.Duel }));
        Refused("is no shard: it was measured without --shard", one, two, _fleet.Add(3, One, change: m => m with { Shard = null }));
        Refused("is a merged run", Merge(one, two, three));
        Refused("is not a run", one, _fleet.Folder);
    }

    [Fact]
    public void FromRuns_FilesThatWereCut_AreRefusedInOneLineThatNamesThem()
    {
        var (one, two, three) = (_fleet.Add(1, One), _fleet.Add(2, One), _fleet.Add(3, One));
        var journal = Path.Combine(two, "cases.jsonl");
        var whole = File.ReadAllBytes(journal);

        // At the end of a line, where no line shows it, and within one.
        File.WriteAllBytes(journal, whole[..(Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1)]);
        Refused("when the run ended: copy the run again", one, two, three);
        File.WriteAllBytes(journal, [.. whole[..^10], .. new byte[10]]);
        Refused("ended and is damaged", one, two, three);
        File.WriteAllBytes(journal, whole);
        var manifest = Path.Combine(two, "run.json");
        File.WriteAllBytes(manifest, File.ReadAllBytes(manifest)[..100]);
        Refused("run.json cannot be read", one, two, three);
    }

    [Fact]
    public void Write_DirectoryThatHasFiles_IsRefusedAndLeftAsItIs()
    {
        var (one, two, three) = (_fleet.Add(1, One), _fleet.Add(2, One), _fleet.Add(3, One));
        var before = Files(one);

        Assert.Contains("exists", Assert.Throws<RecordFormatException>(() => RunMerge.Write(Set(one, two, three), one, CanaryCheck.Find, false, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

        Assert.Equal(before, Files(one));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_fleet.Folder, "*.tmp"));
    }

    private static void Refused(string reason, params string[] runs)
    {
        var e = Assert.Throws<RecordFormatException>(() =>
        {
            using var folder = new TestFolder();
            RunMerge.Write(Set(runs), folder.At("merged"), CanaryCheck.Find, false, TestContext.Current.CancellationToken);
        });
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }

    private static ShardSet Set(params string[] runs) => ShardSet.FromRuns([.. runs.Select(ShardRun.Read)]);

    private static (RunManifest Manifest, IReadOnlyList<CaseRecord> Records) Read(string run)
    {
        using var directory = RunDirectory.OpenForReading(run);
        return (directory.ReadManifest(), JournalReader.Read(directory.JournalPath).Records);
    }

    private static SortedDictionary<string, string> Files(string run) =>
        new(Directory.EnumerateFiles(run).ToDictionary(f => Path.GetFileName(f), f => File.ReadAllText(f)), StringComparer.Ordinal);

    private string Merge(params string[] runs) => Merge(runs, leaveOut: false);

    private string Merge(string[] runs, bool leaveOut)
    {
        var output = Path.Combine(_fleet.Folder, $"merge-{++_merges}", "merged");
        RunMerge.Write(Set(runs), output, CanaryCheck.Find, leaveOut, TestContext.Current.CancellationToken);
        return output;
    }
}
