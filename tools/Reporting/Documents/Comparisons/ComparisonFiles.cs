using CompileBench.Reporting.Charts;

namespace CompileBench.Reporting.Documents.Comparisons;

/// <summary>Writes the files of a comparison.</summary>
public static class ComparisonFiles
{
    private const string MarkdownFile = "comparison.md";

    /// <summary>Writes the requested files.</summary>
    /// <param name="document">The comparison.</param>
    /// <param name="markdown">A file for the Markdown alone; null for none.</param>
    /// <param name="directory">A directory for Markdown, JSON and charts; null for none.</param>
    /// <returns>The Markdown files written.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static IReadOnlyList<string> Write(ComparisonDocument document, string? markdown, string? directory)
    {
        var written = new List<string>();
        if (markdown is not null)
        {
            File.WriteAllText(markdown, ComparisonMarkdown.FromDocument(document));
            written.Add(markdown);
        }

        if (directory is not null)
        {
            ChartFiles.Write(ComparisonCharts.FromDocument(document), directory);
            var file = Path.Combine(directory, MarkdownFile);
            File.WriteAllText(file, ComparisonMarkdown.FromDocument(document));
            File.WriteAllText(Path.Combine(directory, ComparisonJson.FileName), ComparisonJson.ToJson(document));
            written.Add(file);
        }

        return written;
    }
}
