using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy;

/// <summary>What may make a run fail. A command says which of them do.</summary>
public enum RunFailure
{
    /// <summary>A compile timed out, ran out of memory or crashed, or its code trapped or gave a wrong output.</summary>
    Failed,

    /// <summary>The engine rejected a module under every setting, or under one that accepts what the default accepts.</summary>
    Rejected,

    /// <summary>A setting refused a module that the engine accepts, as Winch refuses garbage collection and Pulley refuses threads.</summary>
    Refused,

    /// <summary>A module could not be obtained.</summary>
    Missing,

    /// <summary>A compile is over the budget.</summary>
    OverBudget,

    /// <summary>A cold compile is over the deadline.</summary>
    OverDeadline,
}

/// <summary>Counts what may make a run fail.</summary>
public static class RunFailures
{
    /// <summary>The kinds and their names on the command line, in the order of help.</summary>
    public static IReadOnlyList<(string Name, RunFailure Failure)> Names { get; } =
    [
        ("failed", RunFailure.Failed), ("rejected", RunFailure.Rejected), ("refused", RunFailure.Refused),
        ("missing", RunFailure.Missing), ("over-budget", RunFailure.OverBudget), ("over-deadline", RunFailure.OverDeadline),
    ];

    /// <summary>
    /// The cases in which a setting, and not the engine, refused the module: rejected under Winch or Pulley, which lack parts of WebAssembly, while a
    /// setting of Cranelift did not reject it.
    /// </summary>
    /// <param name="records">The records of a run.</param>
    public static IReadOnlySet<MeasuredCase> FindRefused(IReadOnlyList<CaseRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var accepted = records.Where(r => SettingNames.IsAveraged(r.Settings) && r.Outcome is not (OutcomeKind.Rejected or OutcomeKind.ToolFailed)).Select(GroupOf).ToHashSet();
        return records.Where(r => r.Outcome == OutcomeKind.Rejected && !SettingNames.IsAveraged(r.Settings) && accepted.Contains(GroupOf(r))).Select(r => r.Case).ToHashSet();
    }

    /// <summary>How many cases of a run are failures of each kind.</summary>
    /// <param name="records">The records.</param>
    /// <param name="isExpected">Whether a rejection of this case is expected for another reason.</param>
    /// <param name="budget">The compiles held against a budget.</param>
    /// <param name="deadline">The compiles held against a deadline; null where there is none.</param>
    /// <param name="missing">How many modules could not be obtained.</param>
    public static IReadOnlyDictionary<RunFailure, int> Count(
        IReadOnlyList<CaseRecord> records, Func<MeasuredCase, bool> isExpected, BudgetReport budget, DeadlineReport? deadline, int missing)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(isExpected);
        ArgumentNullException.ThrowIfNull(budget);
        var refused = FindRefused(records);
        var rejected = records.Where(r => r.Outcome == OutcomeKind.Rejected).ToLookup(r => refused.Contains(r.Case) || isExpected(r.Case));
        return new Dictionary<RunFailure, int>
        {
            [RunFailure.Failed] = records.Count(r => r.Outcome is not (OutcomeKind.Completed or OutcomeKind.Rejected or OutcomeKind.ToolFailed)),
            [RunFailure.Rejected] = rejected[false].Count(),
            [RunFailure.Refused] = rejected[true].Count(),
            [RunFailure.Missing] = missing,
            [RunFailure.OverBudget] = budget.Over.Count,
            [RunFailure.OverDeadline] = deadline?.Over.Count ?? 0,
        };
    }

    private static (string Operation, string Module, string Engine) GroupOf(CaseRecord record) => (record.Operation, record.Module, record.Engine);
}
