using System.Text.Json;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Duel;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Measuring.Tests.Duel;

public sealed class DuelRunTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Run_AnEngineAgainstItself_KeepsEveryPairOfBothSides()
    {
        var engine = EngineBuild.FromPackage();
        var setup = SmallDuel.Of(_folder, engine, engine, TimeSpan.FromSeconds(6), ["nested-blocks@100", "diamonds-locals@100"], "winch");
        setup = setup with { Metrics = DuelRun.MeasuresMemory ? [.. setup.Metrics, ComparisonMetric.Memory] : setup.Metrics };

        var result = DuelRun.Run(setup, null, Stop);

        Assert.Equal(2 * setup.Metrics.Count, result.Comparisons.Count);
        Assert.InRange(result.MeasuredShare!.Value, double.Epsilon, 1);
        var blocks = Blocks(result);
        var records = JournalReader.Read(Path.Combine(result.RunDirectory, "cases.jsonl")).Records;
        Assert.Equal(4, records.Count);
        foreach (var record in records)
        {
            var mine = blocks.Where(b => b.Module == record.Module).SelectMany(b => (record.Engine == engine.Label ? b.Baseline : b.Candidate).Samples);
            Assert.Equal(mine, record.Samples);
        }

        var wall = result.Comparisons.First(c => c.Metric == ComparisonMetric.Wall);
        Assert.Equal(wall.Pairs, blocks.Where(b => b.Module == wall.Case.Module).Sum(b => b.CandidateFirst.Count));
        Assert.Equal(RunKind.Duel, result.Manifest.Kind);
    }

    [Fact]
    public void Run_AnEngineThatCrashesOnOneModule_JudgesTheOthers()
    {
        var engine = EngineBuild.FromPackage();
        var setup = SmallDuel.Of(_folder, engine, engine, TimeSpan.FromSeconds(5), ["nested-blocks@100", "diamonds-locals@100"], "winch");
        var crashing = PlantedEngine.CrashingOn(_folder, new FileInfo(setup.Modules[1].Path).Length);

        var result = DuelRun.Run(setup with { Candidate = crashing }, null, Stop);

        var failed = Assert.Single(result.Comparisons, c => c.Metric == ComparisonMetric.Wall && c.Reason == OpenReason.Failed);
        Assert.Equal("diamonds-locals@100", failed.Case.Module);
        Assert.Contains("SIGABRT", failed.Message, StringComparison.Ordinal);
        Assert.NotNull(result.Comparisons.First(c => c.Case.Module == "nested-blocks@100").Ratio);
        var records = JournalReader.Read(Path.Combine(result.RunDirectory, "cases.jsonl")).Records;
        Assert.Equal(OutcomeKind.Crashed, records.Single(r => r.Engine == "crashing" && r.Module == "diamonds-locals@100").Outcome);
    }

    [Fact]
    public void Run_StoppedOnTheWay_TellsWhatIsKnown()
    {
        var engine = EngineBuild.FromPackage();
        using var stop = new CancellationTokenSource();
        var rounds = 0;
        var progress = new Callback(_ =>
        {
            if (++rounds == 4)
            {
                stop.Cancel();
            }
        });

        var result = DuelRun.Run(SmallDuel.Of(_folder, engine, engine, TimeSpan.FromMinutes(1), ["nested-blocks@100"], "winch"), progress, stop.Token);

        Assert.Equal(DuelEnd.Interrupted, result.End);
        Assert.NotEmpty(Blocks(result));
        Assert.All(result.Comparisons, c => Assert.NotNull(c.Ratio));
    }

    [Fact]
    public void Opponent_TwoLibrariesOfOneName_AreRefused()
    {
        var one = EngineBuild.FromPackage();
        var other = one with { Digest = CompileBench.Modules.ModuleDigest.Compute([1]) };

        Assert.Throws<UsageException>(() => DuelSetup.Opponent(one, other));
        Assert.Equal(one.Label + DuelSetup.AgainSuffix, DuelSetup.Opponent(one, one).Label);
    }

    public void Dispose() => _folder.Dispose();

    private static PairedBlock[] Blocks(DuelResult result) =>
        [.. File.ReadLines(Path.Combine(result.RunDirectory, "pairs.jsonl")).Select(l => JsonSerializer.Deserialize(l, PairsContext.Default.PairedBlock)!)];

    private sealed class Callback(Action<DuelProgress> act) : IProgress<DuelProgress>
    {
        public void Report(DuelProgress value) => act(value);
    }
}
