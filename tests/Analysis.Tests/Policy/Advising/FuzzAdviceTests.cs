using CompileBench.Analysis.Policy.Advising;
using CompileBench.Analysis.Policy.Budgets;
using Xunit;

namespace CompileBench.Analysis.Tests.Policy.Advising;

public sealed class FuzzAdviceTests
{
    private static readonly Dictionary<string, string> None = [];

    [Fact]
    public void FromPredictions_ByTheBoundsOfPredictions_JudgesEachCompile()
    {
        // Three seconds here are 60 seconds in the fuzzer.
        var advice = FuzzAdvice.FromPredictions(
            [
                ("quick", Predictions.Module(("speed-backtracking", 1e9), ("winch", 0.1e9)), None),
                ("close", Predictions.Module(("speed-backtracking", 2.9e9), ("winch", 0.1e9)), None),
                ("slow", Predictions.Module(("speed-backtracking", 9e9), ("winch", 0.1e9)), None),
            ],
            CompileBudget.ForFuzzers);

        Assert.Equal("winch", advice.Settings);
        Assert.Equal(["slow"], advice.Dropped("speed-backtracking").Select(m => m.Module));
        Assert.Equal(["close"], advice.WithVerdict("speed-backtracking", BudgetVerdict.TooCloseToCall).Select(m => m.Module));
        Assert.Equal(3.9e9, advice.TotalTime("speed-backtracking"), 1);
    }

    [Fact]
    public void FromPredictions_SettingThatRefusesAModule_IsNotPreferred()
    {
        var advice = FuzzAdvice.FromPredictions(
            [("gc", Predictions.Module(("speed-backtracking", 1e9), ("winch", 0.1e9)), new Dictionary<string, string> { ["winch"] = "refused" })], CompileBudget.ForFuzzers);

        Assert.Equal("speed-backtracking", advice.Settings);
        Assert.Single(advice.WithVerdict("winch", BudgetVerdict.Unknown));
    }
}
