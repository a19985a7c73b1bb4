using CompileBench.Analysis.Policy;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Analysis.Tests.Policy;

public class RunFailuresTests
{
    [Fact]
    public void FindRefused_WinchAndPulleyOfAModuleThatCraneliftAccepts_AreRefusalsOfTheSetting()
    {
        var refused = RunFailures.FindRefused(
            [End("gc", "speed-backtracking", OutcomeKind.Completed), End("gc", "winch", OutcomeKind.Rejected), End("threads", "none-singlepass", OutcomeKind.TimedOut), End("threads", "pulley", OutcomeKind.Rejected)]);

        Assert.Equal(["gc", "threads"], refused.Select(c => c.Module).Order());
    }

    [Fact]
    public void FindRefused_ModuleThatNoSettingAccepts_IsNone() =>
        Assert.Empty(RunFailures.FindRefused([End("bad", "speed-backtracking", OutcomeKind.Rejected), End("bad", "winch", OutcomeKind.Rejected)]));

    [Fact]
    public void FindRefused_CraneliftSettingThatRejectsWhatTheDefaultAccepts_IsNone() =>
        Assert.Empty(RunFailures.FindRefused([End("m", "speed-backtracking", OutcomeKind.Completed), End("m", "none-singlepass", OutcomeKind.Rejected)]));

    [Fact]
    public void Count_EachKind_IsCountedApart()
    {
        CaseRecord[] records =
        [
            End("m", "speed-backtracking", OutcomeKind.Completed), End("m", "winch", OutcomeKind.Rejected), End("bad", "winch", OutcomeKind.Rejected), End("known", "winch", OutcomeKind.Rejected),
            End("m", "pulley", OutcomeKind.Crashed), End("m", "none-singlepass", OutcomeKind.ToolFailed),
        ];

        var counts = RunFailures.Count(records, c => c.Module == "known", BudgetReport.FromRecords(records), null, missing: 2);

        Assert.Equal((1, 1, 2, 2, 0, 0), (counts[RunFailure.Failed], counts[RunFailure.Rejected], counts[RunFailure.Refused], counts[RunFailure.Missing], counts[RunFailure.OverBudget], counts[RunFailure.OverDeadline]));
    }

    private static CaseRecord End(string module, string settings, OutcomeKind outcome) => Records.Create(module, settings) with { Outcome = outcome };
}
