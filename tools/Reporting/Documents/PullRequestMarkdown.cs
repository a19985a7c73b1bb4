using System.Text;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Versions;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents;

/// <summary>The short Markdown of a comment on a pull request or of a job summary: warnings, claims, versions; everything else is folded or left out.</summary>
public static class PullRequestMarkdown
{
    /// <summary>The most characters GitHub takes in one comment.</summary>
    public const int GitHubLimit = 65_536;

    private const int MostModules = 60;

    /// <summary>The document, never longer than <see cref="GitHubLimit"/>.</summary>
    public static string FromReportSet(ReportSet set)
    {
        var text = new StringBuilder();
        var run = set.Combined;
        text.Line("### Compile times").Line();
        foreach (var warning in ReportWarnings.ForReport(set))
        {
            text.Line($"> **Note:** {MarkdownText.Escape(warning)}").Line();
        }

        if (set.Comparison is { } comparison)
        {
            VersionMarkdown.Append(text, comparison, "####");
        }

        AppendClaims(text, set);
        text.Line("<details><summary>Times under the default settings</summary>").Line();
        text.Line("| module | engine | time |").Line("|---|---|--:|");
        var rows = run.Analysis.Engines.SelectMany(e => e.Rows.Select(r => (e.Engine, r.Module, Cell: r.Cells.GetValueOrDefault(run.Analysis.Options.Baseline)))).Where(r => r.Cell is not null).ToList();
        foreach (var (engine, module, cell) in rows.Take(MostModules))
        {
            text.Line($"| {MarkdownText.Name(module)} | {MarkdownText.Name(engine)} | {CaseText.Time(cell!.Warm).Replace("*", "\\*", StringComparison.Ordinal)} |");
        }

        text.Line().Line(rows.Count > MostModules ? $"and {rows.Count - MostModules} more.\n\n</details>" : "</details>").Line();
        text.Line(MarkdownText.Escape(RunCaption.ForRecords(run.Manifest, run.Records)) + ".");
        return text.Length <= GitHubLimit ? text.ToString() : text.ToString(0, GitHubLimit - 40) + "\n\n(cut: too long for a comment)\n";
    }

    // Where versions are compared, what settings do is not the news.
    private static void AppendClaims(StringBuilder text, ReportSet set)
    {
        var run = set.Combined;
        var engine = run.Analysis.Engines.FirstOrDefault(e => e.Engine == set.Steps[^1].Records[0].Engine);
        if (engine is null || engine.Summaries.Count == 0 || run.Manifest.Kind == RunKind.Scaling)
        {
            return;
        }

        var isFolded = set.Comparison is not null;
        text.Line(isFolded ? $"<details><summary>What each setting does, Wasmtime {MarkdownText.Name(engine.Engine)}</summary>\n" : "");
        foreach (var summary in engine.Summaries)
        {
            text.Line($"- {MarkdownText.Escape(SettingClaim.ForSummary(summary, run.Analysis.Options.Baseline))}");
        }

        text.Line(isFolded ? "\n</details>\n" : "");
    }
}
