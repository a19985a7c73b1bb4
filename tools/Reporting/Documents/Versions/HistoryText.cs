using CompileBench.Analysis.History;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Tables;

namespace CompileBench.Reporting.Documents.Versions;

/// <summary>A history as console text: how many changes there are, then one sentence per change.</summary>
public static class HistoryText
{
    private const int MostSentences = 100;

    /// <summary>Makes the document.</summary>
    /// <param name="source">The runs.</param>
    /// <param name="history">The changes found in them.</param>
    public static TextDocument FromHistory(HistorySource source, RunHistory history)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(history);
        var text = new TextDocument();
        var sentences = HistoryWords.Sentences(history);
        text.Add(Headline(source, history, sentences.Count));
        foreach (var note in source.Notes)
        {
            text.Add($"note: {note}");
        }

        if (source.Steps.Count < RunHistory.FewestRuns)
        {
            return text;
        }

        foreach (var sentence in sentences.Take(MostSentences))
        {
            text.Add(sentence);
        }

        if (sentences.Count > MostSentences)
        {
            text.Add($"and {sentences.Count - MostSentences} more: see --json");
        }

        return text;
    }

    private static string Headline(HistorySource source, RunHistory history, int changes)
    {
        var runs = $"{RunCaption.Count(source.Steps.Count, "run")} of {RunCaption.Count(history.Cases.Count, "case")}, from {source.Steps[0].Label} to {source.Steps[^1].Label}";
        return source.Steps.Count < RunHistory.FewestRuns ? $"too few runs to find a change: {runs}"
            : changes == 0 ? $"no case changed its level: {runs}"
            : $"{RunCaption.Count(changes, "change")} of level, the largest first: {runs}";
    }
}
