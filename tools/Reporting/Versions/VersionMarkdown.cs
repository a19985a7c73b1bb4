using System.Text;
using CompileBench.Reporting.Runs;
using CompileBench.Reporting.Text;

namespace CompileBench.Reporting.Versions;

/// <summary>Two engines side by side in Markdown.</summary>
internal static class VersionMarkdown
{
    /// <summary>Writes a summary a setting and, folded, every case that surely changed.</summary>
    /// <param name="text">The document.</param>
    /// <param name="comparison">The two engines.</param>
    /// <param name="threshold">The smallest relevant change as a share.</param>
    /// <param name="heading">The heading's signs, such as <c>##</c>.</param>
    public static void Append(StringBuilder text, VersionComparison comparison, double threshold, string heading = "##")
    {
        text.Line($"{heading} {MarkdownText.Name(comparison.Candidate)} against {MarkdownText.Name(comparison.Baseline)}").Line();
        text.Line("Compile time of the first divided by that of the second, with 95% bounds; measured one after the other, not in pairs, so a busy minute counts as a difference.").Line();
        text.Line("| setting | ratio | in words |").Line("|---|--:|---|");
        foreach (var s in comparison.Summaries)
        {
            text.Line($"| {MarkdownText.Escape(s.Label)} | {RatioText.Format(s.Ratio, s.Bounds?.Lower, s.Bounds?.Upper)} | {Verdict(s, threshold)} |");
        }

        var changed = comparison.Cases.Where(c => IsChange(c, threshold)).OrderByDescending(c => Math.Abs(Math.Log(c.Ratio))).ToList();
        text.Line().Line($"<details><summary>{changed.Count} of {RunCaption.Count(comparison.Cases.Count, "case")} surely changed by more than {PercentText.Format(threshold)}</summary>").Line();
        text.Line("| module | setting | ratio |").Line("|---|---|--:|");
        foreach (var c in changed.Take(100))
        {
            text.Line($"| {MarkdownText.Name(c.Label)} | {MarkdownText.Name(c.Settings)} | {RatioText.Format(c.Ratio, c.Bounds?.Lower, c.Bounds?.Upper)} |");
        }

        text.Line().Line("</details>").Line();
    }

    private static bool IsChange(VersionRatio ratio, double threshold) =>
        ratio.Bounds is { } b && (b.Lower > 1 + threshold || b.Upper < 1 / (1 + threshold));

    private static string Verdict(VersionRatio ratio, double threshold) => ratio.Bounds switch
    {
        null => "not known: too few samples",
        { Lower: var low } when low > 1 + threshold => "slower",
        { Upper: var high } when high < 1 / (1 + threshold) => "faster",
        { Lower: var low, Upper: var high } when low >= 1 / (1 + threshold) && high <= 1 + threshold => "no change that matters",
        _ => "open",
    };
}
