using CompileBench.Analysis.History;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Tables;

namespace CompileBench.Reporting.Documents.Versions;

/// <summary>A history as console text: one sentence per change.</summary>
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
        text.Add($"{RunCaption.Count(source.Steps.Count, "run")}, {RunCaption.Count(history.Cases.Count, "case")}, from {source.Steps[0].Label} to {source.Steps[^1].Label}");
        text.Add(HistoryJson.MethodWords);
        foreach (var note in source.Notes)
        {
            text.Add($"note: {note}");
        }

        if (source.Steps.Count < RunHistory.FewestRuns)
        {
            return text;
        }

        var sentences = HistoryWords.Sentences(history);
        foreach (var sentence in sentences.Take(MostSentences))
        {
            text.Add(sentence);
        }

        if (sentences.Count == 0)
        {
            text.Add("no case changed its level");
        }
        else if (sentences.Count > MostSentences)
        {
            text.Add($"and {sentences.Count - MostSentences} more: see --json");
        }

        return text;
    }
}
