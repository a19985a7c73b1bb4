using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Analysis.Timing;

namespace CompileBench.Reporting.Documents.Advice;

/// <summary>What a compile under the advised setting took in fresh processes.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The setting.</param>
/// <param name="First">CPU time of the first compile of a process (wall time where CPU time is not measured); null where it did not complete.</param>
/// <param name="Deadline">Whether it keeps to the deadline; null where there is none.</param>
/// <param name="Bytes">The peak of anonymous memory that it added, at least; null where it was not measured.</param>
/// <param name="KeepsMemory">Whether the peak keeps to the limit; null where there is no limit or the peak was not measured.</param>
/// <param name="Fault">How it ended, where it did not complete; else null.</param>
public sealed record CheckedCompile(string Module, string Settings, TimeEstimate? First, BudgetVerdict? Deadline, double? Bytes, bool? KeepsMemory, string? Fault)
{
    /// <summary>The median by the clock, which is longer on a busy machine; null where the compile did not complete.</summary>
    public double? WallNanoseconds { get; init; }

    /// <summary>Whether the compile completed and was not seen to exceed a limit.</summary>
    public bool IsFine => Fault is null && Deadline is not BudgetVerdict.Over && KeepsMemory is not false;
}
