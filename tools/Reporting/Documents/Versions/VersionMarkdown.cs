using System.Text;
using CompileBench.Analysis.Comparison;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Versions;

/// <summary>Two engines side by side in Markdown.</summary>
internal static class VersionMarkdown
{
    private const int ListedCases = 100;

    /// <summary>Writes a summary a setting and, folded, every case that changed.</summary>
    /// <param name="text">The document.</param>
    /// <param name="comparison">The two engines.</param>
    /// <param name="heading">The heading's signs, such as <c>##</c>.</param>
    public static void Append(StringBuilder text, VersionComparison comparison, string heading = "##")
    {
        text.Line($"{heading} {MarkdownText.Name(comparison.Candidate)} against {MarkdownText.Name(comparison.Baseline)}").Line();
        text.Line("Compile time of the first divided by that of the second, measured one after the other and not in pairs. " + VersionChart.Bounds(comparison)).Line();
        if (comparison.Summaries.Count > 0)
        {
            text.Line("| setting | cases | ratio | verdict |").Line("|---|--:|--:|---|");
            foreach (var s in comparison.Summaries)
            {
                text.Line($"| {MarkdownText.Name(s.Settings)} | {s.CaseCount} | {RatioText.WithBounds(s.Ratio, s.Bounds)} | {Words(s.Verdict)} |");
            }

            text.Line();
        }

        var counts = comparison.Cases.GroupBy(c => c.Verdict).OrderByDescending(g => g.Key).Select(g => $"{g.Count()} {Words(g.Key)}");
        text.Line($"Of {RunCaption.Count(comparison.Cases.Count, "case")}: {string.Join(", ", counts)}.").Line();
        var changed = comparison.Changed;
        if (changed.Count == 0)
        {
            return;
        }

        text.Line($"<details><summary>The {RunCaption.Count(changed.Count, "case")} that changed</summary>").Line();
        text.Line("| module | setting | ratio | verdict |").Line("|---|---|--:|---|");
        foreach (var c in changed.Take(ListedCases))
        {
            text.Line($"| {MarkdownText.Name(c.Case.Module)} | {MarkdownText.Name(c.Case.Settings)} | {RatioText.WithBounds(c.Ratio, c.Bounds)} | {Words(c.Verdict)} |");
        }

        text.Line().Line(changed.Count > ListedCases ? $"and {changed.Count - ListedCases} more.\n\n</details>" : "</details>").Line();
    }

    private static string Words(ChangeVerdict verdict) => verdict switch
    {
        ChangeVerdict.Equivalent => "no change that matters",
        ChangeVerdict.Inconclusive => "inconclusive",
        _ => verdict.ToString().ToLowerInvariant(),
    };
}
