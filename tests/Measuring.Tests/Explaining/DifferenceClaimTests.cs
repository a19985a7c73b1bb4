using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Differences;
using CompileBench.Measuring.Explaining.Stages;
using Xunit;

namespace CompileBench.Measuring.Tests.Explaining;

public class DifferenceClaimTests
{
    [Fact]
    public void Of_OneLeadingPhase_NamesItAndItsFunction()
    {
        var difference = ExplanationDifference.Of(
            Make("49.0.0", (CompilerPhase.RegisterAllocation, "regalloc2::run", 300_000), (CompilerPhase.Lower, "lower", 700_000)),
            Make("50.0.1", (CompilerPhase.RegisterAllocation, "regalloc2::run", 390_000), (CompilerPhase.Lower, "lower", 730_000)));

        Assert.Equal(
            "50.0.1 executes 12.0% more instructions than 49.0.0 on m (1.0 M to 1.1 M); 75% of the increase is register allocation: regalloc2::run went from 300.0 k to 390.0 k, copies and containers it uses included.",
            DifferenceClaim.Of(difference));
    }

    [Fact]
    public void Of_PhasesThatCancel_SaysWhatTheOthersDid()
    {
        var difference = ExplanationDifference.Of(
            Make("a", (CompilerPhase.Optimise, "opt", 500_000), (CompilerPhase.Lower, "lower", 500_000)),
            Make("b", (CompilerPhase.Optimise, "opt2", 700_000), (CompilerPhase.Lower, "lower", 400_000)));

        var claim = DifferenceClaim.Of(difference);

        Assert.Contains("optimise alone accounts for +200.0 k, other phases together went the other way by -100.0 k", claim, StringComparison.Ordinal);
        Assert.EndsWith("opt2 is new with 700.0 k.", claim, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_RepeatOfTheSame_NoChange()
    {
        var difference = ExplanationDifference.Of(Make("a", (CompilerPhase.Lower, "lower", 1_000_000)), Make("b", (CompilerPhase.Lower, "lower", 1_000_100)));

        Assert.Contains("as many instructions", DifferenceClaim.Of(difference), StringComparison.Ordinal);
    }

    private static Explanation Make(string engine, params (CompilerPhase Phase, string Function, long Instructions)[] parts)
    {
        var total = parts.Sum(p => p.Instructions);
        return new Explanation(
            "m",
            "speed-backtracking",
            engine,
            total,
            [.. parts.Select(p => new PhaseCost(p.Phase, p.Instructions, (double)p.Instructions / total))],
            [.. parts.Select(p => new FunctionCost(p.Function, p.Phase, p.Instructions, p.Instructions, 1, false, p.Instructions))],
            null,
            null);
    }
}
