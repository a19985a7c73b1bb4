using CompileBench.Measuring.Training;
using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Editing;
using Xunit;

namespace CompileBench.Measuring.Tests.Training;

public sealed class SingleFunctionsTests
{
    private static readonly byte[] Module = FuzzRecipe.Parse("fuzz-default@5").Generate();

    [Fact]
    public void Choose_SameModule_ChoosesTheSameAndTheLargestFirst()
    {
        var largest = ModuleParts.Find(Module).Bodies.Select((b, i) => (b.Size, i)).MaxBy(b => b.Size).i;

        var chosen = SingleFunctions.Choose(Module, 3);

        Assert.Equal(3, chosen.Count);
        Assert.Equal(largest, chosen[0]);
        Assert.Equal(chosen, SingleFunctions.Choose(Module, 3));
        Assert.Equal(3, chosen.Distinct().Count());
    }

    [Fact]
    public void Keep_OneBody_LeavesItAndReplacesTheOthers()
    {
        var kept = SingleFunctions.Keep(Module, 2);

        var (before, after) = (Bodies(Module), Bodies(kept));
        Assert.Equal(before.Count, after.Count);
        Assert.Equal(before[2], after[2]);
        Assert.All(after.Where((_, i) => i != 2), body => Assert.Equal(3, body));
    }

    [Fact]
    public void Keep_BodyThatIsNotThere_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => SingleFunctions.Keep(Module, 10_000));

    [Theory]
    [InlineData("sqlite.only-12", "sqlite", 12, true)]
    [InlineData("sqlite", "sqlite", -1, false)]
    [InlineData("sqlite.only-", "sqlite", 0, false)]
    [InlineData("call-run@64", "call-run@64", -1, false)]
    public void TrySplit_Names_AreSplitAsTheyAreMade(string name, string module, int body, bool isSingle)
    {
        Assert.Equal(isSingle, SingleFunctions.TrySplit(name, out var whole, out var place));
        if (isSingle)
        {
            Assert.Equal((module, body), (whole, place));
            Assert.Equal(name, SingleFunctions.NameFor(whole, place));
        }
    }

    private static List<double> Bodies(byte[] module)
    {
        var sizes = new List<double>();
        ModuleProfiler.Profile(module, new ProfileOptions { OnFunction = (in FunctionCounts f) => sizes.Add(FunctionMetrics.BodyBytes.GetValue(f)) });
        return sizes;
    }
}
