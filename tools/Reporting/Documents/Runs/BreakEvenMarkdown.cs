using System.Text;
using CompileBench.Analysis.Policy.BreakEven;
using CompileBench.Analysis.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>What the settings cost at run time, and after how many runs a setting that compiles longer pays.</summary>
internal static class BreakEvenMarkdown
{
    /// <summary>Appends the tables; nothing where no module was both compiled and executed.</summary>
    public static void Append(StringBuilder text, RunData run, EngineAnalysis engine)
    {
        var points = BreakEvenTable.ForEngine(engine);
        if (points.Count == 0)
        {
            return;
        }

        AppendSummaries(text, run, engine);
        text.Line($"## When a setting pays, Wasmtime {MarkdownText.Name(engine.Engine)}").Line();
        text.Line("The number of runs after which compiling and running cost as much in total as under the setting that compiles the module fastest, with bounds. One run is");
        text.Line("one execution of the module's workload and, where it was measured, one instantiation. *Never*: a run is not shorter.").Line();
        text.Line("| module | setting | compile | one run | code | pays after | bounds | seconds of execution | compared with |");
        text.Line("|---|---|--:|--:|--:|--:|--:|--:|---|");
        foreach (var point in points)
        {
            var code = engine.Rows.First(r => r.Module == point.Module).Cells[point.Settings].Record.CodeBytes;
            text.Line($"| {MarkdownText.Name(point.Module)} | {MarkdownText.Name(point.Settings)} | {DurationText.Format(point.Compile)} | {DurationText.Format(point.Run)} | {ByteSizeText.Format(code)} | {BreakEvenWords.Runs(point.Runs)} | {BreakEvenWords.Range(point)} | {BreakEvenWords.Execution(point)} | {MarkdownText.Name(point.Cheapest)} |");
        }

        text.Line();
    }

    private static void AppendSummaries(StringBuilder text, RunData run, EngineAnalysis engine)
    {
        var options = run.Analysis.Options;
        var summaries = RunTimeSummary.ForEngine(engine, options.Baseline, options.Misrate);
        if (summaries.Count == 0)
        {
            return;
        }

        text.Line($"## What each setting costs at run time, Wasmtime {MarkdownText.Name(engine.Engine)}").Line();
        text.Line($"Time of one execution divided by that under {MarkdownText.Name(options.Baseline)}, geometric means over modules with 95% bounds, beside the same ratio of compile times.").Line();
        text.Line("| setting | modules | run time | these modules | lowest | highest | compile time |");
        text.Line("|---|--:|--:|--:|---|---|--:|");
        foreach (var s in summaries)
        {
            var compile = engine.Summaries.FirstOrDefault(c => c.Settings == s.Settings);
            var bounds = s.MeasurementBounds is { } b ? $"{RatioText.Format(b.Lower)} to {RatioText.Format(b.Upper)}" : NotAvailable.Text;
            text.Line($"| {MarkdownText.Name(s.Settings)} | {s.ModuleCount} | {RatioText.Format(s.Ratio)} | {bounds} | {RatioText.Format(s.Minimum.Estimate.Ratio)} {MarkdownText.Name(s.Minimum.Module)} | {RatioText.Format(s.Maximum.Estimate.Ratio)} {MarkdownText.Name(s.Maximum.Module)} | {RatioText.Format(compile?.Ratio)} |");
        }

        text.Line();
    }
}
