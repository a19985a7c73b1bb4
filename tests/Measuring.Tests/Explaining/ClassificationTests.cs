using CompileBench.Engines.Settings;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Differences;
using CompileBench.Measuring.Explaining.Stages;
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

        Assert.True(explanation.NamedShare >= 0.95, $"{explanation.NamedShare:P1} in a named phase");
        Assert.Equal(CompilerPhase.RegisterAllocation, explanation.Phases.MaxBy(p => p.Instructions)!.Phase);
        Assert.Equal(explanation.Instructions, explanation.Phases.Sum(p => p.Instructions), explanation.Instructions * 1e-6);
    }

    [Theory]
    [InlineData("none-singlepass")]
    [InlineData("winch")]
    [InlineData("pulley")]
    public void Explain_OtherSettings_NearlyAllNamed(string settings)
    {
        var explanation = Explain("package", settings, "nested-blocks@200");

        Assert.True(explanation.NamedShare >= 0.95, $"{explanation.NamedShare:P1} in a named phase");
        if (settings == "winch")
        {
            Assert.True(explanation.Of(CompilerPhase.Winch) > explanation.Of(CompilerPhase.Optimise));
        }
    }

    // The call tree knows what lies below the optimiser's one entry; the patterns, which do not look at calls, must agree.
    [Fact]
    public void Explain_OptimiserByPatterns_AgreesWithItsEntryInTheCallTree()
    {
        var explanation = Explain("package", "speed-backtracking", "nested-loops-locals@40");

        var entry = explanation.Functions.Single(f => f.Name == "cranelift_codegen::context::Context::optimize");
        var byPatterns = explanation.Of(CompilerPhase.Optimise) / explanation.Instructions;
        Assert.InRange(byPatterns, ((double)entry.Inclusive / explanation.Instructions) - 0.04, ((double)entry.Inclusive / explanation.Instructions) + 0.02);
    }

    [Fact]
    public void Claim_OptimisationLeftOut_NamesTheOptimiser()
    {
        var difference = ExplanationDifference.Of(Explain("package", "none-backtracking", "nested-blocks@200"), Explain("package", "speed-backtracking", "nested-blocks@200"));

        Assert.Equal(difference.Change, difference.Phases.Sum(p => p.Change), Math.Abs(difference.Change) * 1e-4);
        Assert.StartsWith("speed-backtracking executes", DifferenceClaim.Of(difference), StringComparison.Ordinal);
    }

    private static Explanation Explain(string label, string settings, string recipe)
    {
        var engine = SharedEngines.ForCounting(label);
        Assert.True(CompilerSettings.TryParse(settings, out var parsed));
        var result = new Explainer(recipe, InstructionCounterTests.Ladder(recipe)).Explain(engine, parsed, InstructionCounter.DefaultLimits, TestContext.Current.CancellationToken);
        return result.Explanation ?? throw new InvalidOperationException(result.Message);
    }
}
