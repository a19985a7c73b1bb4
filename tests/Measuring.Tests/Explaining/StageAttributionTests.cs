using CompileBench.Analysis.Explanation;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Stages;
using CompileBench.Measuring.Instructions.Callgrind;
using Xunit;

namespace CompileBench.Measuring.Tests.Explaining;

public class StageAttributionTests
{
    private static readonly StagePatterns Patterns = StagePatterns.Read(new StringReader("optimise\t^opt::\nlower\t^low::\nmemory management\t^malloc\n"));

    [Fact]
    public void Explanation_SharedFunctionWithTwoCallers_SplitByWhatEachSpentInIt()
    {
        var explanation = Explain("""
            ob=(1) /lib.so
            fn=(1) wasmtime_module_new
            cfn=(2) opt::run
            calls=1 0
            0 500
            cfn=(3) low::run
            calls=1 0
            0 500
            fn=(2)
            0 100
            cfn=(4) memcpy
            calls=1 0
            0 300
            cfn=(5) malloc
            calls=1 0
            0 100
            fn=(3)
            0 400
            cfn=(4)
            calls=1 0
            0 100
            fn=(4)
            0 400
            fn=(5)
            0 100
            totals: 1000
            """);

        Assert.Equal(400, explanation.InstructionsIn(CompilerStage.Optimise), 6);
        Assert.Equal(500, explanation.InstructionsIn(CompilerStage.Lower), 6);
        Assert.Equal(100, explanation.InstructionsIn(CompilerStage.Memory), 6);
        Assert.Equal(1, explanation.NamedShare, 6);
        Assert.Equal(500, explanation.Functions.Single(f => f.Name == "opt::run").Inclusive);
        Assert.Equal(400, explanation.Functions.Single(f => f.Name == "opt::run").WithShared);
        Assert.True(explanation.Functions.Single(f => f.Name == "memcpy").IsShared);
        Assert.Equal(["opt::run", "low::run"], explanation.Tree!.Children.Select(c => c.Name));
    }

    [Fact]
    public void Explanation_FunctionsThatCallEachOther_FollowWhoEntersTheCycle()
    {
        var explanation = Explain("""
            ob=(1) /lib.so
            fn=(9) wasmtime_module_new
            0 0
            fn=(1) low::run
            cfn=(2) a
            calls=1 0
            0 90
            fn=(2)
            0 30
            cfn=(3) b
            calls=1 0
            0 60
            fn=(3)
            0 60
            cfn=(2)
            calls=1 0
            0 20
            totals: 90
            """);

        Assert.Equal(90, explanation.InstructionsIn(CompilerStage.Lower), 4);
    }

    [Fact]
    public void Explanation_CalledByNobodyKnown_Other()
    {
        var explanation = Explain("ob=(1) /lib.so\nfn=(9) wasmtime_module_new\n0 0\nfn=(1) stray\n0 10\ntotals: 10\n");

        Assert.Equal(10, explanation.InstructionsIn(CompilerStage.Other));
    }

    [Fact]
    public void Explanation_LibraryWithoutNames_SaysSoAndKeepsTheTotal()
    {
        var explanation = Explain("ob=(1) /lib.so\nfn=(1) 0x0000000000001000\n0 10\nfn=(2) wasmtime_module_new\n0 1\ntotals: 11\n");

        Assert.False(explanation.HasSymbols);
        Assert.Equal(11, explanation.Instructions);
        Assert.Empty(explanation.Stages);
    }

    [Theory]
    [InlineData("optimize\t^a", "there is no stage 'optimize'")]
    [InlineData("lower", "line 1")]
    public void Read_WrongLine_NamesIt(string text, string words) =>
        Assert.Contains(words, Assert.Throws<FormatException>(() => StagePatterns.Read(new StringReader(text))).Message, StringComparison.Ordinal);

    private static CompileExplanation Explain(string file) =>
        ExplanationBuilder.FromProfile("m", "s", "e", CallgrindReader.Read(new StringReader(file)), Patterns);
}
