using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Versions;

/// <summary>One engine in one run: a point of a history.</summary>
/// <param name="Label">The label on the axis.</param>
/// <param name="Host">What it was measured on: times of different hosts do not compare.</param>
/// <param name="Records">Its records.</param>
public sealed record HistoryStep(string Label, string Host, IReadOnlyList<CaseRecord> Records)
{
    /// <summary>The records that are about compiling.</summary>
    public IEnumerable<CaseRecord> Compiles => Records.Where(r => OperationDescription.RoleOf(r.Operation) == OperationRole.Subject);

    /// <summary>The records that a history of cases follows: compiles and executions, each on its own.</summary>
    public IEnumerable<CaseRecord> Followed => Records.Where(r => OperationDescription.RoleOf(r.Operation) is OperationRole.Subject or OperationRole.Execution);

    /// <summary>The modules and settings it compiled.</summary>
    public HashSet<(string Module, string Settings)> Cases =>
        Compiles.Where(r => r.Outcome == OutcomeKind.Completed).Select(r => (r.Module, r.Settings)).ToHashSet();
}
