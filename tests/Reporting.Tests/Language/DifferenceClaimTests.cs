using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Language;
using Xunit;

namespace CompileBench.Reporting.Tests.Language;

public class DifferenceClaimTests
{
    [Fact]
    public void ForDifference_OneLeadingStage_NamesItAndItsFunction()
    {
        var difference = ExplanationDifference.Between(
            Make("49.0.0", (CompilerStage.RegisterAllocation, "regalloc2::run", 300_000), (CompilerStage.Lower, "lower", 700_000)),
            Make("50.0.1", (CompilerStage.RegisterAllocation, "regalloc2::run", 390_000), (CompilerStage.Lower, "lower", 730_000)));

        Assert.Equal(
            "50.0.1 executes 12.0% more instructions than 49.0.0 on m (1.0 M to 1.1 M); 75% of the increase is register allocation: regalloc2::run went from 300.0 k to 390.0 k, including the copies and containers it uses.",
            DifferenceClaim.ForDifference(difference));
    }

    [Fact]
    public void ForDifference_StagesThatCancel_SaysWhatTheOthersDid()
    {
        var difference = ExplanationDifference.Between(
            Make("a", (CompilerStage.Optimise, "opt", 500_000), (CompilerStage.Lower, "lower", 500_000)),
            Make("b", (CompilerStage.Optimise, "opt2", 700_000), (CompilerStage.Lower, "lower", 400_000)));

        var claim = DifferenceClaim.ForDifference(difference);

        Assert.Contains("optimise alone accounts for +200.0 k, the other stages together changed by -100.0 k", claim, StringComparison.Ordinal);
        Assert.EndsWith("opt2 is new with 700.0 k.", claim, StringComparison.Ordinal);
    }

    [Fact]
    public void ForDifference_RepeatOfTheSame_NoChange()
    {
        var difference = ExplanationDifference.Between(Make("a", (CompilerStage.Lower, "lower", 1_000_000)), Make("b", (CompilerStage.Lower, "lower", 1_000_100)));

        Assert.Contains("as many instructions", DifferenceClaim.ForDifference(difference), StringComparison.Ordinal);
    }

    private static CompileExplanation Make(string engine, params (CompilerStage Stage, string Function, long Instructions)[] parts)
    {
        var total = parts.Sum(p => p.Instructions);
        return new CompileExplanation(
            "m",
            "speed-backtracking",
            engine,
            total,
            true,
            [.. parts.Select(p => new StageCost(p.Stage, p.Instructions, (double)p.Instructions / total))],
            [.. parts.Select(p => new FunctionCost(p.Function, p.Stage, p.Instructions, p.Instructions, 1, false, p.Instructions))],
            null);
    }
}
