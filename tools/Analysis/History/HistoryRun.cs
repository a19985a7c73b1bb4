using CompileBench.Results.Schema;

namespace CompileBench.Analysis.History;

/// <summary>One run of a history, of one engine.</summary>
/// <param name="Label">Its name in reports: a version, a commit, a date.</param>
/// <param name="Host">The host that measured it.</param>
/// <param name="Records">Its records.</param>
public sealed record HistoryRun(string Label, string Host, IReadOnlyList<CaseRecord> Records);
