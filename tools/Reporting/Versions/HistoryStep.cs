using CompileBench.Results;

namespace CompileBench.Reporting.Versions;

/// <summary>One engine in one run: a point of a history.</summary>
/// <param name="Label">What stands on the axis.</param>
/// <param name="Records">Its records.</param>
public sealed record HistoryStep(string Label, IReadOnlyList<CaseRecord> Records)
{
    /// <summary>The modules and settings it compiled.</summary>
    public HashSet<(string Module, string Settings)> Cases =>
        Records.Where(r => r.Phase == CompileCase.CompilePhase && r.Outcome == CompileOutcomeKind.Compiled).Select(r => (r.Module, r.Settings)).ToHashSet();
}
