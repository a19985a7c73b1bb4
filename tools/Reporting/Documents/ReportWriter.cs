using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Exchange;
using CompileBench.Reporting.Page;

namespace CompileBench.Reporting.Documents;

/// <summary>Writes the report of one or several runs. Everything in it is recomputed from records: nothing is measured, nothing is remembered.</summary>
public static class ReportWriter
{
    /// <summary>The document.</summary>
    public const string MarkdownFile = "report.md";

    /// <summary>The short document for a pull request or a job summary.</summary>
    public const string PullRequestFile = "pull-request.md";

    /// <summary>The charts' folder.</summary>
    public const string ChartFolder = "charts";

    /// <summary>The folder of files for other tools.</summary>
    public const string ExchangeFolder = "exchange";

    /// <summary>Writes everything.</summary>
    /// <param name="runs">At least one run, in any order.</param>
    /// <param name="outputDirectory">Where to; made where it is missing.</param>
    /// <param name="options">What is asked for.</param>
    /// <returns>The files written, relative to the output directory with forward slashes, the document first.</returns>
    public static IReadOnlyList<string> Write(IReadOnlyList<RunData> runs, string outputDirectory, ReportOptions? options = null) =>
        Write(new ReportSet(runs, options), outputDirectory);

    /// <summary>Writes everything.</summary>
    /// <param name="set">What the report is about.</param>
    /// <param name="outputDirectory">Where to; made where it is missing.</param>
    /// <returns>The files written, relative to the output directory with forward slashes, the document first.</returns>
    public static IReadOnlyList<string> Write(ReportSet set, string outputDirectory)
    {
        Directory.CreateDirectory(outputDirectory);
        File.WriteAllText(Path.Combine(outputDirectory, MarkdownFile), RunMarkdown.FromReportSet(set, ChartFolder));
        File.WriteAllText(Path.Combine(outputDirectory, PullRequestFile), PullRequestMarkdown.FromReportSet(set));
        File.WriteAllBytes(Path.Combine(outputDirectory, PageWriter.PageFile), PageWriter.Html(set));
        var exchange = set.Options.WritesExchangeFiles ? ExchangeFiles.Write(set.Runs, Path.Combine(outputDirectory, ExchangeFolder)) : [];
        var charts = ChartFiles.Write([.. set.Charts, .. set.Ladders.Charts], Path.Combine(outputDirectory, ChartFolder));
        return [MarkdownFile, PageWriter.PageFile, PullRequestFile, .. charts.Select(f => $"{ChartFolder}/{f}"), .. exchange.Select(f => $"{ExchangeFolder}/{f}")];
    }
}
