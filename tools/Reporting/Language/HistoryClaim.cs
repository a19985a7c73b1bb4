using CompileBench.Analysis.History;

namespace CompileBench.Reporting.Language;

/// <summary>What a change point shows, as a sentence.</summary>
public static class HistoryClaim
{
    /// <summary><c>sqlite under winch: 12% more wall time since 49.0.0 (8.0% to 16%)</c>.</summary>
    /// <param name="history">The case.</param>
    /// <param name="change">One of its changes.</param>
    /// <param name="runs">The labels of the history's runs.</param>
    public static string ForChange(CaseHistory history, ChangePoint change, IReadOnlyList<string> runs)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(runs);
        string host = change.HostChanged ? ", but measured on another host from then on" : "";
        return $"{ComparisonWords.ForModule(history.Case.Module, history.Case.Operation)} under {history.Case.Settings}: {ChangeText.Taking(change.Ratio, history.Metric)} "
            + $"since {runs[change.FirstRun]} ({ChangeText.Range(change.Bounds, change.Ratio)}){host}";
    }
}
