using CompileBench.Analysis.Explanation;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Instructions;
using CompileBench.Measuring.Tests.Instructions;
using Xunit;

namespace CompileBench.Measuring.Tests.Explaining;

/// <summary>The patterns hold for every engine at hand: compiled for real, counted for real.</summary>
public class ClassificationTests
{
    public static TheoryData<string> Engines => SharedEngines.Labels;

    [Theory]
    [MemberData(nameof(Engines))]
    public void Explain_NestedLoopsAndLocals_RegisterAllocationIsTheCulprit(string engine)
    {
        var explanation = Explain(engine, "speed-backtracking", "nested-loops-locals@40");

        Assert.True(explanation.NamedShare >= 0.95, $"{explanation.NamedShare:P1} in a named stage");
        Assert.Equal(CompilerStage.RegisterAllocation, explanation.Stages.MaxBy(p => p.Instructions)!.Stage);
        Assert.Equal(explanation.Instructions, explanation.Stages.Sum(p => p.Instructions), explanation.Instructions * 1e-6);
    }

    [Theory]
    [InlineData("none-singlepass")]
    [InlineData("winch")]
    [InlineData("pulley")]
    public void Explain_OtherSettings_NearlyAllNamed(string settings)
    {
        var explanation = Explain("package", settings, "nested-blocks@200");

        Assert.True(explanation.NamedShare >= 0.95, $"{explanation.NamedShare:P1} in a named stage");
        if (settings == "winch")
        {
            Assert.True(explanation.InstructionsIn(CompilerStage.Winch) > explanation.InstructionsIn(CompilerStage.Optimise));
        }
    }

    // The call tree knows what lies below the optimiser's one entry; the patterns, which do not look at calls, must agree.
    [Fact]
    public void Explain_OptimiserByPatterns_AgreesWithItsEntryInTheCallTree()
    {
        var explanation = Explain("package", "speed-backtracking", "nested-loops-locals@40");

        var entry = explanation.Functions.Single(f => f.Name == "cranelift_codegen::context::Context::optimize");
        var byPatterns = explanation.InstructionsIn(CompilerStage.Optimise) / explanation.Instructions;
        Assert.InRange(byPatterns, ((double)entry.Inclusive / explanation.Instructions) - 0.04, ((double)entry.Inclusive / explanation.Instructions) + 0.02);
    }

    [Fact]
    public void Difference_OptimisationAdded_StagesAddUpAndTheOptimiserGrows()
    {
        var difference = ExplanationDifference.Between(Explain("package", "none-backtracking", "nested-blocks@200"), Explain("package", "speed-backtracking", "nested-blocks@200"));

        Assert.Equal(difference.Change, difference.Stages.Sum(p => p.Change), Math.Abs(difference.Change) * 1e-4);
        Assert.True(difference.Stages.Single(s => s.Stage == CompilerStage.Optimise).Change > 0);
    }

    private static CompileExplanation Explain(string label, string settings, string recipe)
    {
        var engine = SharedEngines.ForCounting(label);
        Assert.True(CompilerSettings.TryParse(settings, out var parsed));
        var result = new Explainer(recipe, InstructionCounterTests.Ladder(recipe)).Explain(engine, parsed, InstructionCounter.DefaultLimits, TestContext.Current.CancellationToken);
        return result.Explanation ?? throw new InvalidOperationException(result.Message);
    }
}
