using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Budgets;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Versions;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Page;

/// <summary>The sentences at the head of the page: what to know before believing a figure, and what the figures say.</summary>
internal static class PageWords
{
    private const int MostChanges = 20;

    /// <summary>Warnings of every run, its name in front where there are several; what could not be judged comes last.</summary>
    public static IReadOnlyList<string> Warnings(ReportSet set)
    {
        var warnings = set.Runs.SelectMany(run => RunWarnings.Of(run).Select(w =>
            PlainText.Cut((set.Runs.Count > 1 ? $"{run.Manifest.Run}: " : "") + w.Replace(": see below.", ".", StringComparison.Ordinal), 400))).ToList();
        if (set.Budget.Over.Count > 0)
        {
            warnings.Add($"{RunCaption.Count(set.Budget.Over.Count, "case")} {(set.Budget.Over.Count == 1 ? "is" : "are")} too slow for a fuzzer: {BudgetWords.Headline(set.Budget)}.");
        }

        return [.. warnings, .. set.Comparison?.Warnings ?? [], .. set.Runs.SelectMany(r => r.Manifest.Skipped).Select(s => PlainText.Cut($"Skipped {s.What}: {s.Message}", 400)).Distinct()];
    }

    /// <summary>The newest engine against the oldest, what changed over runs, the newest run's settings against the baseline, the ladders.</summary>
    public static IReadOnlyList<string> Claims(ReportSet set)
    {
        var run = set.Latest;
        var settings = run.Manifest.Kind == RunKind.Scaling
            ? []
            : run.Analysis.Engines.SelectMany(e => e.Summaries.Select(s =>
                (run.Analysis.Engines.Count > 1 ? $"Wasmtime {e.Engine}: " : "") + SettingClaim.ForSummary(s, run.Analysis.Options.Baseline) + "."));
        var versions = set.Comparison is not { } c ? [] : c.Summaries.Select(s => ComparisonClaim.ForSummary(s, c.Baseline, c.Candidate, c.Options.Threshold) + ".");
        var history = set.History is not { } h ? [] : HistoryWords.Sentences(h).Take(MostChanges).Select(t => t + ".");

        // Where versions are compared, what settings do is not the news.
        return [.. versions.Concat(history).Concat(settings).Concat(set.Ladders.Claims).Select(t => PlainText.Cut(t, 400))];
    }
}
