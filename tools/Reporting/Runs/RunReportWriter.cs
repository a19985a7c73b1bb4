using CompileBench.Analysis;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Ladders;
using CompileBench.Reporting.Text;
using CompileBench.Results;

namespace CompileBench.Reporting.Runs;

/// <summary>Writes a run's report. Everything in it is recomputed from the records: nothing is measured, nothing is remembered.</summary>
public static class RunReportWriter
{
    /// <summary>The Markdown document in the output directory.</summary>
    public const string MarkdownFile = "report.md";

    /// <summary>The charts' folder in the output directory.</summary>
    public const string ChartFolder = "charts";

    /// <summary>Writes <see cref="MarkdownFile"/> and, in <see cref="ChartFolder"/>, each chart as PNG and SVG for light and dark pages and as JSON.</summary>
    /// <param name="manifest">What the run says of itself.</param>
    /// <param name="records">Its records, in file order.</param>
    /// <param name="moduleMetrics">For each module its metrics by name; a module without the code section's size is missing in that chart.</param>
    /// <param name="outputDirectory">Where to; made where it is missing.</param>
    /// <param name="notices">What was wrong with the run's files, one line each.</param>
    /// <returns>The files written, relative to the output directory with forward slashes, the document first.</returns>
    public static IReadOnlyList<string> Write(
        RunManifest manifest,
        IReadOnlyList<CaseRecord> records,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> moduleMetrics,
        string outputDirectory,
        IReadOnlyList<string>? notices = null) =>
        Write(new RunData(manifest, records, moduleMetrics, notices), outputDirectory);

    /// <inheritdoc cref="Write(RunManifest, IReadOnlyList{CaseRecord}, IReadOnlyDictionary{string, IReadOnlyDictionary{string, double}}, string, IReadOnlyList{string})"/>
    /// <param name="run">The run.</param>
    /// <param name="outputDirectory">Where to; made where it is missing.</param>
    public static IReadOnlyList<string> Write(RunData run, string outputDirectory)
    {
        Directory.CreateDirectory(outputDirectory);
        var charts = Charts(run);
        var ladders = new LadderReport(run);
        var files = ChartFiles.Write([.. charts, .. ladders.Charts], Path.Combine(outputDirectory, ChartFolder));
        File.WriteAllText(Path.Combine(outputDirectory, MarkdownFile), RunMarkdown.Of(run, charts, ladders, ChartFolder));
        return [MarkdownFile, .. files.Select(f => $"{ChartFolder}/{f}")];
    }

    /// <summary>The run's charts of modules as data; those of ladders are in <see cref="LadderReport"/>.</summary>
    public static IReadOnlyList<Chart> Charts(RunData run)
    {
        var charts = new List<Chart?>();
        foreach (var engine in run.Manifest.Kind == LadderReport.RunKind ? [] : run.Analysis.Engines)
        {
            charts.Add(TimeByMetricChart.Of(run, engine, MetricNames.CodeSectionBytes, Name(run, engine, "compile-time-by-code-size")));
            charts.Add(SettingRatioChart.Of(run, engine, Name(run, engine, "time-relative-to-baseline")));
        }

        return [.. charts.OfType<Chart>()];
    }

    private static string Name(RunData run, EngineAnalysis engine, string stem) =>
        run.Analysis.Engines.Count == 1 ? stem : $"{stem}-{FileNameText.Of(engine.Engine)}";
}
