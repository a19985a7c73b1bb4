using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Hunting;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Tests.Duel;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Measuring.Tests.Hunting;

/// <summary>Hunts by the size of the machine code, which repeats exactly, so that nothing here depends on time.</summary>
public sealed class HuntRunTests : IDisposable
{
    private const string Journal = "hunt.jsonl";

    private readonly TestFolder _folder = new();
    private int _hunts;

    [Fact]
    public void Start_SameSeedTwice_GivesTheSameCandidatesAndElites()
    {
        var (one, other) = (Hunt(seed: 7, candidates: 200), Hunt(seed: 7, candidates: 200));

        var elites = Elites(one);
        Assert.NotEmpty(elites);
        Assert.Equal(elites, Elites(other));
        Assert.NotEqual(elites, Elites(Hunt(seed: 8, candidates: 200)));
        Assert.Equal(200, HuntResultsFile.Read(one)!.Screened);
    }

    [Fact]
    public void Resume_AHuntWhoseLastLineWasTorn_GoesOnWithAllThatWasWritten()
    {
        var run = Hunt(seed: 3, candidates: 60);
        var journal = Path.Combine(run, Journal);
        var before = Elites(run);

        // As after kill -9 in the middle of a line, before the file of findings was written.
        File.AppendAllText(journal, """{"elite":{"cell":"winch Seq""");
        File.Delete(Path.Combine(run, HuntResultsFile.Name));
        HuntRun.Resume(new ResumeRequest(run, [], null), TimeSpan.FromMinutes(5), 40, _ => [], TextWriter.Null, TestContext.Current.CancellationToken);

        Assert.Equal(100, HuntResultsFile.Read(run)!.Screened);
        Assert.Equal(before, Elites(run).Take(before.Count));
    }

    [Fact]
    public void Start_AnEngineThatAborts_KeepsTheModuleAsAFindingAndGoesOn()
    {
        var size = new Pattern { Repetition = Repetition.Sequence }.Generate(1).Length;
        var engine = PlantedEngine.CrashingAbove(_folder, size + 4000);

        var run = Hunt(seed: 1, candidates: 60, engine);

        var results = HuntResultsFile.Read(run)!;
        Assert.Equal(60, results.Screened);
        var crashes = results.Findings.Where(f => f.Kind == HuntFindingKind.Crash).ToList();
        Assert.NotEmpty(crashes);
        Assert.All(crashes, f => Assert.True(new FileInfo(Path.Combine(run, f.Module!)).Length > size + 4000));
        Assert.All(crashes, f => Assert.NotNull(f.Message));
    }

    public void Dispose() => _folder.Dispose();

    private string Hunt(ulong seed, int candidates, EngineBuild? engine = null) => HuntRun.Start(
        new HuntRequest
        {
            Engine = engine ?? EngineBuild.FromPackage(),
            Settings = [CompilerSettings.All.First(s => s.Name == SettingNames.NoneSinglePass), CompilerSettings.All.First(s => s.Name == SettingNames.Winch)],
            Metric = HuntMetric.Code,
            Seed = seed,
            Candidates = candidates,
            Elites = 2,
            Time = TimeSpan.FromMinutes(5),
            UsesLadders = false,
            Out = Directory.CreateDirectory(Path.Combine(_folder.Path, $"runs-{++_hunts}")).FullName,
        },
        [],
        TextWriter.Null,
        TestContext.Current.CancellationToken);

    private static List<string> Elites(string run) =>
        [.. File.ReadAllLines(Path.Combine(run, Journal)).Where(l => l.StartsWith("{\"elite\"", StringComparison.Ordinal))];
}
