using System.CommandLine;
using CompileBench.Reporting.Documents.Comparisons;

namespace CompileBench.Cli.Comparing;

/// <summary>Prints a comparison and writes its files.</summary>
internal static class ComparisonOutput
{
    /// <summary>The option that prints every row.</summary>
    public static Option<bool> AllOption() => new(ComparisonText.AllOption) { Description = "print the row of every case, also of those without a verdict" };

    /// <summary>Prints to standard output; names the files on standard error.</summary>
    /// <param name="document">The comparison.</param>
    /// <param name="json">Whether to print JSON.</param>
    /// <param name="markdown">A file for the Markdown alone; null for none.</param>
    /// <param name="directory">A directory for Markdown, JSON and charts; null for none.</param>
    /// <param name="all">Whether to print the row of every case.</param>
    /// <param name="lastLine">A line to print after the tables; null for none.</param>
    public static void Write(ComparisonDocument document, bool json, string? markdown, string? directory, bool all, string? lastLine = null)
    {
        if (json)
        {
            Console.WriteLine(ComparisonJson.ToJson(document));
        }
        else
        {
            CliConsole.Write(ComparisonText.FromDocument(document, all));
            if (lastLine is not null)
            {
                CliConsole.Line(lastLine);
            }
        }

        foreach (var file in ComparisonFiles.Write(document, markdown, directory))
        {
            CliConsole.Note(file);
        }
    }
}
