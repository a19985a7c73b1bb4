using CompileBench.Analysis.Comparison;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Comparisons;
using CompileBench.Reporting.Language;
using Spectre.Console;

namespace CompileBench.Cli.Comparing;

/// <summary>Shows a comparison on the console and writes it to files.</summary>
internal static class ComparisonPrinter
{
    private const int MostRows = 60;
    private const string MarkdownFile = "comparison.md";

    /// <summary>Prints the tables and sentences.</summary>
    public static void Print(ComparisonDocument document)
    {
        foreach (var note in document.Notes)
        {
            Console.WriteLine($"note: {note}");
        }

        var shown = document.Comparisons.OrderBy(c => ComparisonDocument.IsChange(c.Verdict) ? 0 : c.Verdict == ChangeVerdict.Inconclusive ? 1 : 2)
            .ThenByDescending(c => Math.Abs(Math.Log(c.Ratio ?? 1))).Take(MostRows).ToList();
        CliConsole.Write(Cases(document, shown));
        if (shown.Count < document.Comparisons.Count)
        {
            Console.WriteLine($"{document.Comparisons.Count - shown.Count} more, closer to no change, are in the JSON and the report");
        }

        if (document.Summaries.Count > 0)
        {
            CliConsole.Write(Summaries(document));
        }

        foreach (var metric in document.Metrics)
        {
            Console.WriteLine($"{ComparisonWords.ForMetric(metric)}: {ComparisonWords.Counts(document.Comparisons.Where(c => c.Metric == metric))} (relevant from {PercentText.Format(document.ThresholdOf(metric))} on)");
        }

        foreach (var summary in document.Summaries.Where(s => ComparisonDocument.IsChange(s.Verdict)))
        {
            Console.WriteLine(ComparisonClaim.ForSummary(summary, document.Baseline, document.Candidate, document.ThresholdOf(summary.Metric)));
        }
    }

    /// <summary>Writes the files that were asked for and names them on standard error.</summary>
    /// <param name="document">The comparison.</param>
    /// <param name="markdown">A file for the Markdown alone; null for none.</param>
    /// <param name="directory">A directory for Markdown, JSON and charts; null for none.</param>
    public static void WriteFiles(ComparisonDocument document, string? markdown, string? directory)
    {
        if (markdown is not null)
        {
            File.WriteAllText(markdown, ComparisonMarkdown.Of(document));
            Console.Error.WriteLine(markdown);
        }

        if (directory is not null)
        {
            WriteReport(document, directory);
        }
    }

    private static void WriteReport(ComparisonDocument document, string directory)
    {
        ChartFiles.Write(ComparisonCharts.Of(document), directory);
        File.WriteAllText(Path.Combine(directory, MarkdownFile), ComparisonMarkdown.Of(document));
        File.WriteAllText(Path.Combine(directory, ComparisonJson.FileName), ComparisonJson.Of(document));
        Console.Error.WriteLine(Path.Combine(directory, MarkdownFile));
    }

    private static Table Cases(ComparisonDocument document, IEnumerable<CompileTimeComparison> shown)
    {
        var table = new Table().Border(TableBorder.Simple).Title(Markup.Escape($"{document.Candidate} / {document.Baseline}"))
            .AddColumns("module", "settings", "metric", "ratio (bounds)", "pairs", "verdict");
        foreach (var c in shown)
        {
            table.AddRow([.. new[]
            {
                c.Case.Module, c.Case.Settings, ComparisonWords.ForMetric(c.Metric), ComparisonWords.Ratio(c.Ratio, c.Bounds), c.Pairs.ToString(),
                c.Message ?? ComparisonWords.ForVerdict(c.Verdict),
            }.Select(Markup.Escape)]);
        }

        return table;
    }

    private static Table Summaries(ComparisonDocument document)
    {
        var table = new Table().Border(TableBorder.Simple).Title("geometric means").AddColumns("settings", "metric", "cases", "ratio (bounds)", "verdict");
        foreach (var s in document.Summaries)
        {
            table.AddRow([.. new[]
            {
                s.Settings, ComparisonWords.ForMetric(s.Metric), s.CaseCount.ToString(), ComparisonWords.Ratio(s.Ratio, s.Bounds), ComparisonWords.ForVerdict(s.Verdict),
            }.Select(Markup.Escape)]);
        }

        return table;
    }
}
