using CompileBench.Modules.Profiling;
using CompileBench.Modules.Tests.Wasm.Reading;
using CompileBench.Modules.Wasm.Format;
using Xunit;

namespace CompileBench.Modules.Tests.Profiling;

public sealed class ComplexityMetricTests
{
    [Fact]
    public void All_Names_AreUniqueCamelCaseAndFound()
    {
        Assert.All(ComplexityMetric.All, metric => Assert.Matches("^[a-z][a-zA-Z0-9]*$", metric.Name));
        Assert.All(ComplexityMetric.All, metric => Assert.Same(metric, ComplexityMetric.Find(metric.Name)));
        Assert.Equal(ComplexityMetric.All.Count, ComplexityMetric.All.Select(metric => metric.Name).Distinct().Count());
        Assert.Null(ComplexityMetric.Find("no such metric"));
    }

    /// <summary>Records refer to metrics by these names for ever: whoever changes this list breaks them.</summary>
    [Fact]
    public void All_Names_AreTheAgreedOnes()
    {
        var agreed = File.ReadAllLines(Repository.At("tests", "Modules.Tests", "Profiling", "metric-names.txt"));
        Assert.Equal(agreed, ComplexityMetric.All.Select(metric => $"{metric.Name} {metric.Unit}"));
    }

    [Fact]
    public void All_Descriptions_AreSentences() =>
        Assert.All(ComplexityMetric.All, metric => Assert.EndsWith(".", metric.Description, StringComparison.Ordinal));

    [Fact]
    public void InstructionMetrics_EveryClass_HasOne() =>
        Assert.Equal(Enum.GetValues<InstructionClass>().Length, Enum.GetValues<InstructionClass>().Select(InstructionMetrics.ForClass).Distinct().Count());

    [Fact]
    public void Features_AreTheTwelveOfTheStudy() =>
        Assert.Equal(
            [
                "functionCount", "codeOperators", "memoryAccesses", "heavyOperators", "reachableIndirectCalls", "basicBlocks", "joinArguments",
                "valuesLiveAcrossBlocks", "valuesLiveAcrossCalls", "resultCarryingBlocks", "farUses", "tableElements",
            ],
            PredictorMetrics.Features.Select(metric => metric.Name));

    [Fact]
    public void Indexer_FunctionAndModuleMetric_SaysThatFunctionsHaveNone()
    {
        var profile = ModuleProfiler.Profile(ModuleBytes.OfBody(0, 0x0B));
        var refusal = Assert.Throws<InvalidOperationException>(() => profile.Heaviest[0][ModuleMetrics.CodeSectionBytes]);
        Assert.Contains("codeSectionBytes", refusal.Message, StringComparison.Ordinal);
    }
}
