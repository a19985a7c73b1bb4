using System.Text;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Comparisons;

/// <summary>A comparison in Markdown that fits into a comment on a pull request: verdicts first, every case folded away.</summary>
public static class ComparisonMarkdown
{
    private const int NamedChanges = 30;
    private const int FewestRows = 10;

    /// <summary>The document, at most as long as one comment may be.</summary>
    public static string FromDocument(ComparisonDocument document)
    {
        // One row per case and metric: how many fit depends on the lengths of names.
        for (var rows = document.Comparisons.Count; ; rows = Math.Max(FewestRows, rows / 2))
        {
            var text = Write(document, rows);
            if (text.Length <= PullRequestMarkdown.GitHubLimit || rows == FewestRows)
            {
                return text;
            }
        }
    }

    private static string Write(ComparisonDocument document, int rows)
    {
        var text = new StringBuilder();
        text.Line($"### Wasmtime {MarkdownText.Name(document.Candidate)} against {MarkdownText.Name(document.Baseline)}").Line();
        text.Line(MarkdownText.Sentence(PlainText.Clean(ComparisonHeadline.ForDocument(document)))).Line();
        foreach (var note in document.Notes)
        {
            text.Line($"> **Note:** {MarkdownText.Escape(note)}").Line();
        }

        text.Line($"{document.Method} Ratios are {MarkdownText.Name(document.Candidate)} / {MarkdownText.Name(document.Baseline)}; "
            + $"all bounds hold at once in {PercentText.Format(1 - document.SuiteMisrate)} of such comparisons.").Line();
        AppendSummaries(text, document);
        AppendChanges(text, document);
        AppendCases(text, document, rows);
        return text.Line($"<sub>{MarkdownText.Escape(document.Caption)}</sub>").ToString();
    }

    private static void AppendSummaries(StringBuilder text, ComparisonDocument document)
    {
        text.Line("| metric | setting | cases | ratio | verdict |").Line("|---|---|--:|--:|---|");
        foreach (var s in document.Summaries)
        {
            text.Line($"| {ComparisonWords.ForMetric(s.Metric)} | {MarkdownText.Name(ComparisonWords.ForSettings(s))} | {s.CaseCount} | {ComparisonWords.Ratio(s.Ratio, s.Bounds)} | {ComparisonWords.ForVerdict(s.Verdict)} |");
        }

        text.Line();
        foreach (var metric in document.Metrics)
        {
            var cases = document.Comparisons.Where(c => c.Metric == metric).ToList();
            text.Line($"- {ComparisonWords.ForMetric(metric)}, {RunCaption.Count(cases.Count, "case")}, relevant from {PercentText.Format(document.ThresholdOf(metric))} on: {ComparisonWords.Counts(cases)}");
        }

        text.Line();
    }

    private static void AppendChanges(StringBuilder text, ComparisonDocument document)
    {
        var changed = document.Changed.ToList();
        if (changed.Count == 0)
        {
            return;
        }

        text.Line("What changed, largest first:").Line();
        foreach (var change in changed.Take(NamedChanges))
        {
            text.Line($"- {MarkdownText.Escape(ComparisonClaim.ForCase(change, document.Baseline, document.Candidate))}");
        }

        text.Line(changed.Count > NamedChanges ? $"- and {changed.Count - NamedChanges} more below\n" : "");
    }

    private static void AppendCases(StringBuilder text, ComparisonDocument document, int rows)
    {
        var hidden = document.Comparisons.Count - rows;
        text.Line($"<details><summary>Every case{(hidden > 0 ? $" ({hidden} left out: too many for one comment)" : "")}</summary>").Line();
        text.Line("| module | setting | metric | ratio | pairs | verdict |").Line("|---|---|---|--:|--:|---|");
        foreach (var c in document.Comparisons.OrderByDescending(c => Math.Abs(Math.Log(c.Ratio ?? 1))).Take(rows))
        {
            text.Line($"| {MarkdownText.Name(ComparisonWords.ForModule(c.Case.Module, c.Case.Operation))} | {MarkdownText.Name(c.Case.Settings)} | {ComparisonWords.ForMetric(c.Metric)} | {ComparisonWords.Ratio(c.Ratio, c.Bounds)} | {c.Pairs} | {MarkdownText.Escape(ComparisonWords.ForCase(c))} |");
        }

        text.Line().Line("</details>").Line();
    }
}
