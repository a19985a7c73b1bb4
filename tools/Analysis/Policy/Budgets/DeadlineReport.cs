using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Budgets;

/// <summary>One case held against a deadline.</summary>
/// <param name="Case">Which case.</param>
/// <param name="Outcome">How it ended: completed, timed out or out of memory.</param>
/// <param name="Verdict">Whether its cold compile keeps to the deadline.</param>
/// <param name="Nanoseconds">The time of a cold compile, a lower bound where it did not complete; null where nothing is known of it.</param>
/// <param name="Bounds">Where the time lies; null where the samples are too few to know.</param>
/// <param name="SampleCount">How many cold compiles there are.</param>
/// <param name="FirstSettingWithin">The setting closest to Wasmtime's default under which the same engine keeps to the deadline; null where none was measured.</param>
/// <param name="NanosecondsWithin">The cold compile under that setting; null where there is none.</param>
public sealed record DeadlineCase(
    MeasuredCase Case, OutcomeKind Outcome, BudgetVerdict Verdict, double? Nanoseconds, Bounds? Bounds, int SampleCount, string? FirstSettingWithin, double? NanosecondsWithin);

/// <summary>
/// Which compiles a program can afford while its user waits. The first compile of a process is judged, which a start-up pays, and not the warm median:
/// nothing is in a cache and no page of the engine has been touched.
/// </summary>
/// <param name="Deadline">The time one compile may take.</param>
/// <param name="Over">The cases beyond it, longest first.</param>
/// <param name="TooCloseToCall">The cases whose uncertainty has the deadline in it, longest first.</param>
/// <param name="Unknown">The cases without a cold compile, and those stopped before the deadline.</param>
/// <param name="WithinCount">How many cases keep to it.</param>
public sealed record DeadlineReport(
    TimeSpan Deadline, IReadOnlyList<DeadlineCase> Over, IReadOnlyList<DeadlineCase> TooCloseToCall, IReadOnlyList<DeadlineCase> Unknown, int WithinCount)
{
    /// <summary>
    /// How far a time without bounds must be from the deadline, as a share of it. Such a time is one or two samples, whose scatter nobody knows; cold
    /// compiles of one case commonly differ by a tenth.
    /// </summary>
    public const double MarginWithoutBounds = 0.25;

    /// <summary>The settings under which every judged compile keeps to the deadline, the closest to Wasmtime's default first.</summary>
    public IReadOnlyList<string> SettingsWithinEverywhere { get; init; } = [];

    /// <summary>Holds a run's compiles against a deadline. Where a case occurs twice, the later record counts.</summary>
    /// <param name="records">Records of any operation; only compiles that completed, or were stopped by time or memory, are judged.</param>
    /// <param name="deadline">The time one compile may take, more than nothing.</param>
    public static DeadlineReport FromRecords(IEnumerable<CaseRecord> records, TimeSpan deadline)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero);
        DeadlineCase[] judged = records
            .GroupBy(r => r.Case)
            .Select(g => g.Last())
            .Where(r => r.Operation == OperationNames.Compile && r.Outcome is OutcomeKind.Completed or OutcomeKind.TimedOut or OutcomeKind.OutOfMemory)
            .Select(r => Judge(r, deadline.TotalNanoseconds))
            .ToArray();
        ILookup<(string, string, string), DeadlineCase> within = judged
            .Where(c => c.Verdict == BudgetVerdict.Within)
            .OrderBy(c => SettingNames.DistanceFromBaseline(c.Case.Settings))
            .ThenBy(c => c.Case.Settings, StringComparer.Ordinal)
            .ToLookup(c => GroupOf(c.Case));
        return new DeadlineReport(deadline, WithVerdict(BudgetVerdict.Over), WithVerdict(BudgetVerdict.TooCloseToCall), WithVerdict(BudgetVerdict.Unknown), judged.Count(c => c.Verdict == BudgetVerdict.Within))
        {
            SettingsWithinEverywhere =
            [
                .. judged.GroupBy(c => c.Case.Settings).Where(g => g.All(c => c.Verdict == BudgetVerdict.Within)).Select(g => g.Key)
                    .OrderBy(SettingNames.DistanceFromBaseline).ThenBy(s => s, StringComparer.Ordinal),
            ],
        };

        DeadlineCase[] WithVerdict(BudgetVerdict verdict) =>
        [
            .. judged.Where(c => c.Verdict == verdict)
                .OrderByDescending(c => c.Nanoseconds)
                .ThenBy(c => c.Case.ToString(), StringComparer.Ordinal)
                .Select(c => within[GroupOf(c.Case)].FirstOrDefault() is { } first ? c with { FirstSettingWithin = first.Case.Settings, NanosecondsWithin = first.Nanoseconds } : c),
        ];
    }

    private static DeadlineCase Judge(CaseRecord record, double deadline)
    {
        if (record.Outcome != OutcomeKind.Completed)
        {
            double? atLeast = record.Samples.Count == 0 ? null : record.Samples.Max(s => s.NanosecondsPerOperation);
            return new DeadlineCase(record.Case, record.Outcome, atLeast >= deadline ? BudgetVerdict.Over : BudgetVerdict.Unknown, atLeast, null, record.Samples.Count, null, null);
        }

        if (TimeEstimate.From(record, SampleKind.Cold) is not { } cold)
        {
            return new DeadlineCase(record.Case, record.Outcome, BudgetVerdict.Unknown, null, null, 0, null, null);
        }

        var bounds = cold.Bounds ?? new Bounds(cold.Centre / (1 + MarginWithoutBounds), cold.Centre * (1 + MarginWithoutBounds));
        var verdict = bounds.Lower > deadline ? BudgetVerdict.Over : bounds.Upper > deadline ? BudgetVerdict.TooCloseToCall : BudgetVerdict.Within;
        return new DeadlineCase(record.Case, record.Outcome, verdict, cold.Centre, cold.Bounds, cold.SampleCount, null, null);
    }

    private static (string Engine, string Module, string Kind) GroupOf(MeasuredCase one) => (one.Engine, one.Module, SettingNames.Suffix(one.Settings));
}
