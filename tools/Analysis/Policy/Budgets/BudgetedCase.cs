using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Budgets;

/// <summary>One case held against a budget.</summary>
/// <param name="Case">Which case.</param>
/// <param name="Outcome">How it ended: compiled, timed out or out of memory; what was rejected or crashed has no place here.</param>
/// <param name="Verdict">Whether it keeps to the budget.</param>
/// <param name="Nanoseconds">The time of one compile, a lower bound where it was not compiled; null where nothing is known of it.</param>
/// <param name="FirstSettingWithin">The setting nearest to Wasmtime's default under which the same engine compiles the module within the budget; null where none was measured.</param>
/// <param name="NanosecondsWithin">The time of one compile under that setting; null where there is none.</param>
public sealed record BudgetedCase(
    MeasuredCase Case,
    OutcomeKind Outcome,
    BudgetVerdict Verdict,
    double? Nanoseconds,
    string? FirstSettingWithin,
    double? NanosecondsWithin)
{
    /// <summary>Whether the true time is longer than <see cref="Nanoseconds"/>.</summary>
    public bool IsLowerBound => Outcome != OutcomeKind.Completed;
}
