using CompileBench.Reporting.Ladders;
using CompileBench.Reporting.Runs;
using CompileBench.Reporting.Text;

namespace CompileBench.Reporting.Page;

/// <summary>The sentences at the head of the page: what to know before believing a figure, and what the figures say.</summary>
internal static class PageWords
{
    /// <summary>Warnings of every run, its name in front where there are several; what could not be judged comes last.</summary>
    public static IReadOnlyList<string> Warnings(ReportSet set)
    {
        var warnings = set.Runs.SelectMany(run => RunWarnings.Of(run).Select(w =>
            PlainText.Cut((set.Runs.Count > 1 ? $"{run.Manifest.Run}: " : "") + w.Replace(": see below.", ".", StringComparison.Ordinal), 400)));
        return [.. warnings, .. set.Runs.SelectMany(r => r.Manifest.Skipped).Select(s => PlainText.Cut($"Skipped {s.What}: {s.Reason}", 400)).Distinct()];
    }

    /// <summary>The newest run's settings against the baseline, then the newest engine against the oldest, then the ladders.</summary>
    public static IReadOnlyList<string> Claims(ReportSet set)
    {
        var run = set.Latest;
        var settings = run.Manifest.Kind == LadderReport.RunKind
            ? []
            : run.Analysis.Engines.SelectMany(e => e.Summaries.Select(s =>
                (run.Analysis.Engines.Count > 1 ? $"Wasmtime {e.Engine}: " : "") + SettingClaim.Of(s, run.Analysis.Options.Baseline) + "."));
        var versions = set.Comparison is not { } c ? [] : c.Summaries.Select(s =>
            $"{s.Settings}: Wasmtime {c.Candidate} takes {RatioText.Format(s.Ratio, s.Bounds?.Lower, s.Bounds?.Upper)} of the time of {c.Baseline} "
            + $"on {RunCaption.Count(c.Cases.Count(x => x.Settings == s.Settings), "module")}.");
        return [.. settings.Concat(versions).Concat(set.Ladders.Claims).Select(t => PlainText.Cut(t, 400))];
    }
}
