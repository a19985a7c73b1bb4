using CompileBench.Analysis.Comparison;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Comparisons;

/// <summary>A comparison as console text: the headline, notes, cases, geometric means, the number of each verdict, and the changes in words.</summary>
public static class ComparisonText
{
    private const int MostRows = 60;

    /// <summary>The option that prints every row, as commands name it.</summary>
    public const string AllOption = "--all";

    /// <summary>Makes the document: the rows with a verdict, or in which only the candidate failed.</summary>
    /// <param name="document">The comparison.</param>
    /// <param name="all">Whether to print the row of every case.</param>
    public static TextDocument FromDocument(ComparisonDocument document, bool all = false)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new TextDocument();
        text.Add(ComparisonHeadline.ForDocument(document));
        foreach (var note in document.Notes)
        {
            text.Add($"note: {note}");
        }

        var ordered = document.Comparisons.OrderBy(c => ComparisonDocument.IsChange(c.Verdict) || c.CandidateFailed ? 0 : ComparisonWords.IsDecided(c) ? 1 : 2)
            .ThenByDescending(c => Math.Abs(Math.Log(c.Ratio ?? 1)));
        var shown = all ? [.. ordered] : ordered.Where(c => ComparisonWords.IsDecided(c) || c.CandidateFailed).Take(MostRows).ToList();
        if (shown.Count > 0)
        {
            text.Add(Cases(document, shown));
        }

        var rest = document.Comparisons.Except(shown).ToList();
        if (rest.Count > 0)
        {
            text.Add($"{CountText.Format(rest.Count, "row")} not shown ({ComparisonWords.Counts(rest)}); {AllOption} prints every row");
        }

        if (document.Summaries.Count > 0)
        {
            text.Add(Summaries(document));
        }

        foreach (var metric in document.Metrics)
        {
            text.Add($"{ComparisonWords.ForMetric(metric)}: {ComparisonWords.Counts([.. document.Comparisons.Where(c => c.Metric == metric)])} (relevant from {PercentText.Format(document.ThresholdOf(metric))} on)");
        }

        foreach (var summary in document.Summaries.Where(s => ComparisonDocument.IsChange(s.Verdict)))
        {
            text.Add(ComparisonClaim.ForSummary(summary, document.Baseline, document.Candidate, document.ThresholdOf(summary.Metric)));
        }

        return text;
    }

    private static TextTable Cases(ComparisonDocument document, IEnumerable<CompileTimeComparison> shown)
    {
        var table = new TextTable("module", "settings", "metric", ">ratio (bounds)", ">pairs", "verdict") { LeaveOut = ["pairs"], Title = $"{document.Candidate} / {document.Baseline}" };
        foreach (var c in shown)
        {
            table.AddRow(
                ComparisonWords.ForModule(c.Case.Module, c.Case.Operation),
                c.Case.Settings,
                ComparisonWords.ForMetric(c.Metric),
                ComparisonWords.Ratio(c.Ratio, c.Bounds),
                c.Pairs.ToString(),
                ComparisonWords.ForCase(c));
        }

        return table;
    }

    private static TextTable Summaries(ComparisonDocument document)
    {
        var table = new TextTable("settings", "metric", ">cases", ">ratio (bounds)", "verdict") { Title = "geometric means" };
        foreach (var s in document.Summaries)
        {
            table.AddRow(
                ComparisonWords.ForSettings(s), ComparisonWords.ForMetric(s.Metric), s.CaseCount.ToString(), ComparisonWords.Ratio(s.Ratio, s.Bounds), ComparisonWords.ForVerdict(s.Verdict));
        }

        return table;
    }
}
