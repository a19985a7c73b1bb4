using System.Text.Json;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Duel;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Generation;
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
        var setup = SmallDuel.Create(_folder, engine, engine, TimeSpan.FromSeconds(6), ["nested-blocks@100", "diamonds-locals@100"], "winch");
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
        // A case that has its verdict is measured on with the others, and its later pairs are not judged.
        Assert.InRange(wall.Pairs, 1, blocks.Where(b => b.Module == wall.Case.Module).Sum(b => b.CandidateFirst.Count));
        Assert.Equal(RunKind.Duel, result.Manifest.Kind);
    }

    [Fact]
    public void Run_ASlowerEngine_SharesAProcessInBothLoadOrders()
    {
        var slower = PlantedEngine.Slower(_folder, 500);
        string[] modules = ["nested-blocks@100", "diamonds-locals@100"];

        var result = DuelRun.Run(SmallDuel.Create(_folder, EngineBuild.FromPackage(), slower, TimeSpan.FromSeconds(8), modules, "winch"), null, Stop);

        Assert.Empty(result.Notes);
        var blocks = Blocks(result);
        Assert.All(blocks, b => Assert.Equal((null, PairedBlock.CurrentSchema), (b.Apart, b.Schema)));
        Assert.All(blocks, b => Assert.All(b.Candidate.Samples, s => Assert.Equal((b.Round, b.Launch, SampleKind.Warm), (s.Round, s.Launch, s.Kind))));
        foreach (var round in blocks.GroupBy(b => b.Round).Where(r => r.Key % 2 == 0))
        {
            Assert.All(round, b => Assert.Equal(!b.CandidateLoadedFirst, blocks.Single(o => o.Module == b.Module && o.Round == b.Round - 1).CandidateLoadedFirst));
        }

        // Of every two pairs one is led by the candidate.
        Assert.All(blocks, b => Assert.All(b.CandidateFirst.Chunk(2).Where(c => c.Length == 2), c => Assert.NotEqual(c[0], c[1])));
    }

    [Fact]
    public void Run_EnginesThatCannotShareAProcess_AreMeasuredInTwoAndItSaysSo()
    {
        var engine = EngineBuild.FromPackage();
        var other = Path.Combine(_folder.Path, "other-libwasmtime.so");
        File.Copy(engine.LibraryPath, other);
        var alone = PlantedEngine.Alone(_folder);

        var result = DuelRun.Run(SmallDuel.Create(_folder, EngineBuild.FromFile("other", other), alone, TimeSpan.FromSeconds(5), ["nested-blocks@100"], "winch"), null, Stop);

        Assert.Contains("could not share a process", Assert.Single(result.Notes), StringComparison.Ordinal);
        var blocks = Blocks(result);
        Assert.NotEmpty(blocks);
        Assert.All(blocks, b => Assert.Contains("SIGABRT", b.Apart, StringComparison.Ordinal));
        Assert.All(blocks, b => Assert.Null(b.CandidateLoadedFirst));
        Assert.NotNull(result.Comparisons[0].Ratio);
    }

    [Fact]
    public void Run_AnEngineThatCrashesOnOneModule_JudgesTheOthers()
    {
        var engine = EngineBuild.FromPackage();
        var setup = SmallDuel.Create(_folder, engine, engine, TimeSpan.FromSeconds(5), ["nested-blocks@100", "diamonds-locals@100"], "winch");
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
            if (++rounds == 2)
            {
                stop.Cancel();
            }
        });

        var result = DuelRun.Run(SmallDuel.Create(_folder, engine, engine, TimeSpan.FromMinutes(1), ["nested-blocks@100"], "winch"), progress, stop.Token);

        Assert.Equal(DuelEnd.Interrupted, result.End);
        Assert.NotEmpty(Blocks(result));
        Assert.All(result.Comparisons, c => Assert.NotNull(c.Ratio));
    }

    [Fact]
    public void Resume_RelativeModule_IsFoundFromWhereTheDuelWasStarted()
    {
        var engine = EngineBuild.FromPackage();
        var module = Path.Combine(_folder.Path, "small.wasm");
        File.WriteAllBytes(module, GeneratorRecipe.Parse("nested-blocks@100").Generate());
        using var stop = new CancellationTokenSource();
        var setup = SmallDuel.Create(_folder, engine, engine, TimeSpan.FromSeconds(2), [module], "winch") with { ModulePatterns = ["small.wasm"] };
        var begun = DuelRun.Run(setup, new Callback(_ => stop.Cancel()), stop.Token);
        var kept = Path.Combine(begun.RunDirectory, "started-in");
        Assert.Equal(Environment.CurrentDirectory, File.ReadAllText(kept));

        // As if it had been started there.
        File.WriteAllText(kept, _folder.Path);
        var result = DuelRun.Resume(new ResumeRequest(begun.RunDirectory, [], null), null, _ => { }, Stop);

        Assert.NotEqual(DuelEnd.Interrupted, result.End);
        Assert.All(result.Comparisons, c => Assert.Equal("small", c.Case.Module));
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
