using CompileBench.Measuring.Hunting;
using CompileBench.Modules.Generation.Patterns;
using Xunit;

namespace CompileBench.Measuring.Tests.Hunting;

public sealed class SuspectListTests : IDisposable
{
    private const string Winch = "winch";
    private const double LeastFitness = 0.15;

    private static readonly KnownGrowth Nothing = new([]);
    private static readonly Elite Simple = Create(StepKind.Loop, "loop", 0.4);
    private static readonly Elite Steep = Create(StepKind.If, "br_if+call+if", 1.9);
    private static readonly Elite Flat = Create(StepKind.Block, "block", 0.1);

    private readonly TestFolder _folder = new();

    [Fact]
    public void Next_SimplestOrFittest_LeavesOutWhatIsHardlySuperlinear()
    {
        using var journal = HuntJournal.Open(_folder.Path);
        var suspects = new SuspectList(journal, isComparison: false);

        Assert.Equal(Simple, suspects.Next([Steep, Simple, Flat], LeastFitness, Nothing, withExplained: true, simplest: true));
        Assert.Equal(Steep, suspects.Next([Steep, Simple, Flat], LeastFitness, Nothing, withExplained: true, simplest: false));
        Assert.Null(suspects.Next([Flat], LeastFitness, Nothing, withExplained: true, simplest: true));
    }

    // What an elite was reduced to stands for the elite as well, in this session and in the next one.
    [Fact]
    public void Add_AnEliteThatWasReduced_MakesBothCellsTried()
    {
        using (var journal = HuntJournal.Open(_folder.Path))
        {
            var suspects = new SuspectList(journal, isComparison: false);
            suspects.Add(Steep, Simple, 2.4, 100);
            suspects.AddKnown(Steep with { Cell = "another" }, Simple);
            Assert.Equal(1, suspects.Remeasured);
        }

        using var reopened = HuntJournal.Open(_folder.Path);
        var again = new SuspectList(reopened, isComparison: false);
        foreach (var line in reopened.Earlier)
        {
            again.Restore(line.Suspect!);
        }

        Assert.Equal((1, 1, 1), (again.Remeasured, again.Count(SuspectState.Waiting), again.Count(SuspectState.Known)));
        Assert.True(again.HasTried(Simple));
        Assert.Null(again.Next([Steep, Simple, Steep with { Cell = "another" }], LeastFitness, Nothing, withExplained: true, simplest: true));
        Assert.NotNull(again.Next([Steep with { Fitness = Steep.Fitness + 1 }], LeastFitness, Nothing, withExplained: true, simplest: true));
        Assert.Equal(Simple.Pattern, again.Take(Nothing, withExplained: true)!.Pattern);
    }

    public void Dispose() => _folder.Dispose();

    private static Elite Create(StepKind kind, string signature, double fitness) => new(
        EliteGrid.CellOf(Winch, Repetition.Nested, signature), Winch, new Pattern { Repetition = Repetition.Nested, Opening = [new PatternStep(kind)] }, CandidateScreen.Stages, fitness, 64, signature);
}
