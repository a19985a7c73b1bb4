using System.Text;
using CompileBench.Analysis.History;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Versions;

/// <summary>The changes of a history, in sentences.</summary>
internal static class HistoryWords
{
    private const int Listed = 40;

    /// <summary>One sentence per change, largest first; then the steps of the newest run, which no second run confirms.</summary>
    public static IReadOnlyList<string> Sentences(RunHistory history)
    {
        var changes = history.Cases.SelectMany(c => c.Changes.Select(change => (Case: c, Change: change)))
            .OrderByDescending(c => Math.Abs(Math.Log(c.Change.Ratio)))
            .Select(c => HistoryClaim.ForChange(c.Case, c.Change, history.Runs));
        var latest = history.Cases.Where(c => c.LatestStep is not null)
            .OrderByDescending(c => Math.Abs(Math.Log(c.LatestStep!.Ratio)))
            .Select(c => HistoryClaim.ForChange(c, c.LatestStep!, history.Runs) + ": seen in the newest run only, not confirmed");
        return [.. changes, .. latest];
    }

    /// <summary>Writes them as a section of a document.</summary>
    public static void Append(StringBuilder text, RunHistory history)
    {
        var sentences = Sentences(history);
        text.Line("## Since when").Line();
        text.Line(history.Runs.Count < RunHistory.FewestRuns
            ? $"{history.Runs.Count} runs: at least {RunHistory.FewestRuns} runs are needed to find a change."
            : sentences.Count == 0 ? $"No case changed its level over {history.Runs.Count} runs." : $"Changes of level over {history.Runs.Count} runs:").Line();
        foreach (var sentence in sentences.Take(Listed))
        {
            text.Line($"- {MarkdownText.Escape(sentence)}");
        }

        text.Line(sentences.Count > Listed ? $"- and {sentences.Count - Listed} more" : "");
    }
}
