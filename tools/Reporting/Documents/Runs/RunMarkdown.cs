using System.Text;
using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Runs;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Documents.Budgets;
using CompileBench.Reporting.Documents.Knobs;
using CompileBench.Reporting.Documents.Predictions;
using CompileBench.Reporting.Documents.Versions;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>A run as one Markdown document: what it shows, what is missing and why, every figure, and how it was measured.</summary>
public static class RunMarkdown
{
    private const int FoldedFrom = 60;

    /// <summary>The document.</summary>
    /// <param name="set">The runs; tables are about all of them together.</param>
    /// <param name="chartFolder">The folder of the charts' pictures relative to the document, with forward slashes.</param>
    public static string FromReportSet(ReportSet set, string chartFolder)
    {
        var run = set.Combined;
        var text = new StringBuilder();
        var engines = string.Join(", ", run.Analysis.Engines.Select(e => MarkdownText.Name(e.Engine)));
        text.Line($"# Compile times, Wasmtime {engines}").Line();
        text.Line(MarkdownText.Escape(RunCaption.ForRecords(run.Manifest, run.Records)) + ".").Line();
        RunWarnings.Append(text, ReportWarnings.ForDocument(set));
        foreach (var engine in run.Manifest.Kind == RunKind.Scaling ? [] : run.Analysis.Engines)
        {
            AppendClaims(text, run, engine);
        }

        foreach (var chart in set.Charts)
        {
            ChartMarkdown.Append(text, chart, chartFolder);
        }

        if (set.Comparison is { } comparison)
        {
            VersionMarkdown.Append(text, comparison);
        }

        if (set.History is { } history)
        {
            HistoryWords.Append(text, history);
        }

        if (!set.Ladders.IsEmpty)
        {
            set.Ladders.Append(text, chartFolder);
        }

        foreach (var engine in run.Manifest.Kind == RunKind.Scaling ? [] : run.Analysis.Engines)
        {
            AppendSummaries(text, run, engine);
            BreakEvenMarkdown.Append(text, run, engine);
            KnobTable.Append(text, run, engine);
            PredictedTimes.ForEngine(run, engine, set.Options.Predictions)?.Append(text);
            AppendModules(text, run, engine);
        }

        BudgetMarkdown.Append(text, set.Budget);
        DeadlineMarkdown.Append(text, set.Deadline);
        RunWarnings.AppendReasons(text, run);
        RunMethod.Append(text, set.Runs);
        return text.ToString();
    }

    private static void AppendClaims(StringBuilder text, RunData run, EngineAnalysis engine)
    {
        if (engine.Summaries.Count == 0)
        {
            return;
        }

        text.Line(run.Analysis.Engines.Count > 1 ? $"## In short, {MarkdownText.Name(engine.Engine)}" : "## In short").Line();
        foreach (var summary in engine.Summaries)
        {
            text.Line($"- {MarkdownText.Escape(SettingClaim.ForSummary(summary, run.Analysis.Options.Baseline))}");
        }

        text.Line();
    }

    private static void AppendSummaries(StringBuilder text, RunData run, EngineAnalysis engine)
    {
        if (engine.Summaries.Count == 0)
        {
            return;
        }

        text.Line($"## Geometric means over modules, Wasmtime {MarkdownText.Name(engine.Engine)}").Line();
        text.Line($"Time divided by the time under {MarkdownText.Name(run.Analysis.Options.Baseline)}, with 95% bounds. *Similar modules*: the uncertainty for another set of modules of this kind.");
        text.Line("*These modules*: the uncertainty for exactly these modules.").Line();
        text.Line("| setting | modules | ratio | similar modules | these modules | lowest | highest |");
        text.Line("|---|--:|--:|--:|--:|---|---|");
        foreach (var s in engine.Summaries)
        {
            text.Line($"| {MarkdownText.Name(s.Settings)} | {s.ModuleCount} | {RatioText.Format(s.Ratio)} | {Range(s.Bounds)} | {Range(s.MeasurementBounds)} | {Extreme(s.Minimum)} | {Extreme(s.Maximum)} |");
        }

        text.Line();
    }

    private static string Range(Bounds? bounds) => bounds is { } b ? $"{RatioText.Format(b.Lower)} to {RatioText.Format(b.Upper)}" : NotAvailable.Text;

    private static string Extreme(ModuleRatio ratio) => $"{RatioText.Format(ratio.Estimate.Ratio)} {MarkdownText.Name(ratio.Module)}";

    private static void AppendModules(StringBuilder text, RunData run, EngineAnalysis engine)
    {
        var grid = EngineGrid.FromAnalysis(run.Analysis, engine);
        var (settings, modules) = (grid.Settings, grid.Modules);
        if (settings.Count == 0)
        {
            return;
        }

        text.Line($"## Every module, Wasmtime {MarkdownText.Name(engine.Engine)}").Line();
        text.Line($"Time of one warm compile with half its 95% interval, and below it the ratio to {MarkdownText.Name(run.Analysis.Options.Baseline)}. `{CaseText.OneProcessMark}`: {CaseText.OneProcessNote}").Line();
        if (engine.Rounds is { } rounds)
        {
            text.Line($"{MarkdownText.Escape(ReferenceWords.ForTable(rounds))}.").Line();
        }

        var isLong = modules.Count > FoldedFrom;
        if (isLong)
        {
            text.Line($"<details><summary>{RunCaption.Count(modules.Count, "module")}</summary>").Line();
        }

        var size = run.FirstKnownMetric(MetricNames.CodeSectionBytes, MetricNames.ModuleBytes) ?? MetricNames.CodeSectionBytes;
        text.Line($"| module | {(size == MetricNames.ModuleBytes ? "file" : "code section")} | {string.Join(" | ", settings.Select(MarkdownText.Name))} |");
        text.Line($"|---|--:|{string.Concat(settings.Select(_ => "--:|"))}");
        foreach (var module in modules)
        {
            var cells = settings.Select(s => Cell(grid.Cell(module, s), grid.Ended(module, s)));
            text.Line($"| {MarkdownText.Name(module)} | {ByteSizeText.Format(run.Metric(module, size))} | {string.Join(" | ", cells)} |");
        }

        text.Line();
        if (isLong)
        {
            text.Line("</details>").Line();
        }
    }

    private static string Cell(CaseCell? cell, NotCompiledCase? ended)
    {
        if (cell is not null)
        {
            var time = CaseText.Time(cell.Warm).Replace("*", "\\*", StringComparison.Ordinal);
            return cell.Ratio is null ? time : $"{time}<br>{CaseText.Ratio(cell.Ratio)}";
        }

        return ended is null ? NotAvailable.Text : CaseText.Outcome(ended).Replace(">", "&gt;", StringComparison.Ordinal);
    }
}
