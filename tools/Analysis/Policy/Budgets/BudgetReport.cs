using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Budgets;

/// <summary>Which modules a fuzzer must not meet under which settings, and which setting would let it.</summary>
/// <param name="Budget">The budget.</param>
/// <param name="Over">The cases beyond it, longest first.</param>
/// <param name="TooCloseToCall">The cases whose bounds lie on both sides of it, longest first.</param>
/// <param name="Unknown">The cases stopped before it was known, by engine, module and settings.</param>
/// <param name="WithinCount">How many cases keep to it.</param>
public sealed record BudgetReport(
    CompileBudget Budget, IReadOnlyList<BudgetedCase> Over, IReadOnlyList<BudgetedCase> TooCloseToCall, IReadOnlyList<BudgetedCase> Unknown, int WithinCount)
{
    /// <summary>The cases that are not known to keep to the budget: those beyond it first, then those too close to call, then those not known.</summary>
    public IEnumerable<BudgetedCase> NotWithin => [.. Over, .. TooCloseToCall, .. Unknown];

    /// <summary>How many compiles were judged; 0 in a run without compiles.</summary>
    public int JudgedCount => Over.Count + TooCloseToCall.Count + Unknown.Count + WithinCount;

    /// <summary>Holds a run's compiles against a budget. Where a case occurs twice, the later record counts.</summary>
    /// <param name="records">Records of any phase; only compiles that ended, or were stopped, by time or memory are judged.</param>
    /// <param name="budget">The budget; a fuzzer's where null.</param>
    public static BudgetReport FromRecords(IEnumerable<CaseRecord> records, CompileBudget? budget = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        budget ??= CompileBudget.ForFuzzers;
        Judged[] judged = records
            .GroupBy(r => r.Case)
            .Select(g => g.Last())
            .Where(r => r.Operation == OperationNames.Compile)
            .Where(r => r.Outcome is OutcomeKind.Completed or OutcomeKind.TimedOut or OutcomeKind.OutOfMemory)
            .Select(r => Judge(r, budget))
            .ToArray();
        ILookup<(string, string, string), Judged> within = judged
            .Where(j => j.Verdict == BudgetVerdict.Within)
            .OrderBy(j => SettingNames.DistanceFromBaseline(j.Record.Settings))
            .ThenBy(j => j.Record.Settings, StringComparer.Ordinal)
            .ToLookup(j => GroupOf(j.Record));
        BudgetedCase[] cases = judged.Where(j => j.Verdict != BudgetVerdict.Within).Select(j => CaseOf(j, within)).ToArray();
        return new BudgetReport(
            budget,
            LongestFirst(BudgetVerdict.Over),
            LongestFirst(BudgetVerdict.TooCloseToCall),
            [.. cases.Where(c => c.Verdict == BudgetVerdict.Unknown).OrderBy(c => c.Case.Engine, StringComparer.Ordinal).ThenBy(c => c.Case.ToString(), StringComparer.Ordinal)],
            judged.Length - cases.Length);

        IReadOnlyList<BudgetedCase> LongestFirst(BudgetVerdict verdict) =>
            [.. cases.Where(c => c.Verdict == verdict).OrderByDescending(c => c.Nanoseconds).ThenBy(c => c.Case.ToString(), StringComparer.Ordinal)];
    }

    private static Judged Judge(CaseRecord record, CompileBudget budget)
    {
        if (record.Outcome == OutcomeKind.Completed)
        {
            // A fuzzer compiles one module after the other in its process, so the warm time is the one that counts.
            TimeEstimate? estimate = TimeEstimate.From(record) ?? TimeEstimate.From(record, SampleKind.Cold);
            return new Judged(record, estimate?.Centre, estimate is null ? BudgetVerdict.Unknown : budget.Judge(estimate));
        }

        double? atLeast = record.Samples.Count == 0 ? null : record.Samples.Max(s => s.NanosecondsPerOperation);
        return new Judged(record, atLeast, atLeast >= budget.NativeNanoseconds ? BudgetVerdict.Over : BudgetVerdict.Unknown);
    }

    private static BudgetedCase CaseOf(Judged judged, ILookup<(string, string, string), Judged> within)
    {
        Judged? first = within[GroupOf(judged.Record)].FirstOrDefault();
        return new BudgetedCase(judged.Record.Case, judged.Record.Outcome, judged.Verdict, judged.Nanoseconds, first?.Record.Settings, first?.Nanoseconds);
    }

    private static (string Engine, string Module, string Kind) GroupOf(CaseRecord record) =>
        (record.Engine, record.Module, SettingNames.Suffix(record.Settings));

    private sealed record Judged(CaseRecord Record, double? Nanoseconds, BudgetVerdict Verdict);
}
