using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Versions;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Page;

/// <summary>The sentences at the head of the page: what the figures say.</summary>
internal static class PageWords
{
    private const int MostChanges = 20;

    /// <summary>The newest engine against the oldest, what changed over runs, the newest run's settings against the baseline, the ladders.</summary>
    public static IReadOnlyList<string> Claims(ReportSet set)
    {
        var run = set.Combined;
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
