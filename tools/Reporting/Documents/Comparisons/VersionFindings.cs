using System.Text;
using CompileBench.Analysis.Comparison;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Comparisons;

/// <summary>A page of what changed between versions, made from duels: summaries, every large change in words, every case.</summary>
public static class VersionFindings
{
    /// <summary>From which change on a case is named in words.</summary>
    public const double NamedFrom = 0.10;

    /// <summary>The page. Duels of one pair of engines, such as one by time and one by instructions, stand together.</summary>
    public static string FromDuels(IReadOnlyList<ComparisonDocument> duels)
    {
        var text = new StringBuilder();
        text.Line("# What changed between Wasmtime versions").Line();
        text.Line("Made by `compilebench duel findings` from duels; nothing in it is written by hand. A ratio is the candidate's value divided by the baseline's, with bounds; "
            + $"\"sure\" means that the bounds, which hold for all cases of a duel at once in {PercentText.Format(1 - duels[0].SuiteMisrate)} of such duels, exclude no change. "
            + "Instructions are counts of Valgrind's callgrind and are not time. "
            + "Peak memory is what the first compile of a process adds to resident memory; pages of the engine's own library that it touches are part of it, "
            + "so that for a small module it tells of the library's size as much as of the compiler's needs.").Line();
        foreach (var pair in duels.GroupBy(d => (d.Baseline, d.Candidate)))
        {
            Append(text, [.. pair]);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<ComparisonDocument> duels)
    {
        var (baseline, candidate) = (duels[0].Baseline, duels[0].Candidate);
        var all = duels.SelectMany(d => d.Comparisons).ToList();
        text.Line($"## {MarkdownText.Name(candidate)} against {MarkdownText.Name(baseline)}").Line();
        text.Line($"{RunCaption.Count(all.Select(c => c.Case.Module).Distinct().Count(), "module")}, {RunCaption.Count(all.Select(c => c.Case).Distinct().Count(), "case")}.").Line();
        foreach (var note in duels.SelectMany(d => d.Notes).Distinct())
        {
            text.Line($"> {MarkdownText.Escape(note)}").Line();
        }

        text.Line("| setting | metric | cases | ratio | verdict |").Line("|---|---|--:|--:|---|");
        foreach (var s in duels.SelectMany(d => d.Summaries))
        {
            text.Line($"| {MarkdownText.Name(s.Settings)} | {ComparisonWords.ForMetric(s.Metric)} | {s.CaseCount} | {ComparisonWords.Ratio(s.Ratio, s.Bounds)} | {ComparisonWords.ForVerdict(s.Verdict)} |");
        }

        text.Line();
        foreach (var duel in duels)
        {
            foreach (var metric in duel.Metrics)
            {
                text.Line($"- {ComparisonWords.ForMetric(metric)}, relevant from {PercentText.Format(duel.ThresholdOf(metric))} on: {ComparisonWords.Counts([.. duel.Comparisons.Where(c => c.Metric == metric)])}");
            }
        }

        AppendChanges(text, all, baseline, candidate);
        AppendCases(text, all);
        foreach (var caption in duels.Select(d => d.Caption).Distinct())
        {
            text.Line($"<sub>{MarkdownText.Escape(caption)}</sub>").Line();
        }
    }

    private static void AppendChanges(StringBuilder text, List<CompileTimeComparison> all, string baseline, string candidate)
    {
        var large = all.Where(c => ComparisonDocument.IsChange(c.Verdict) && Math.Abs(Math.Log(c.Ratio!.Value)) >= Math.Log(1 + NamedFrom))
            .OrderByDescending(c => Math.Abs(Math.Log(c.Ratio!.Value))).ToList();
        text.Line().Line($"### Changes over {PercentText.Format(NamedFrom)}").Line();
        text.Line(large.Count == 0 ? "None is sure." : $"{RunCaption.Count(large.Count, "sure change")}, largest first:").Line();
        foreach (var change in large)
        {
            text.Line($"- {MarkdownText.Escape(ComparisonClaim.ForCase(change, baseline, candidate))}");
        }

        text.Line();
    }

    private static void AppendCases(StringBuilder text, List<CompileTimeComparison> all)
    {
        var metrics = all.Select(c => c.Metric).Distinct().Order().ToList();
        text.Line("<details><summary>Every case</summary>").Line();
        text.Line($"| module | setting | {string.Join(" | ", metrics.Select(ComparisonWords.ForMetric))} |").Line($"|---|---|{string.Concat(metrics.Select(_ => "--:|"))}");
        foreach (var one in all.GroupBy(c => c.Case).OrderBy(g => g.Key.Settings, StringComparer.Ordinal).ThenBy(g => g.Key.Module, StringComparer.Ordinal))
        {
            var cells = metrics.Select(m => one.FirstOrDefault(c => c.Metric == m)).Select(Cell);
            text.Line($"| {MarkdownText.Name(one.Key.Module)} | {MarkdownText.Name(one.Key.Settings)} | {string.Join(" | ", cells)} |");
        }

        text.Line().Line("</details>").Line();
    }

    // Bold where a change is sure.
    private static string Cell(CompileTimeComparison? comparison) => comparison switch
    {
        null => "",
        { Ratio: null } => MarkdownText.Escape(comparison.Message ?? "not judged"),
        { Verdict: var v } when ComparisonDocument.IsChange(v) => $"**{ComparisonWords.Ratio(comparison.Ratio, comparison.Bounds)}**",
        _ => ComparisonWords.Ratio(comparison.Ratio, comparison.Bounds),
    };
}
