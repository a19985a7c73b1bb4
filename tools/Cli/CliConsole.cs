using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;
using Spectre.Console;

namespace CompileBench.Cli;

/// <summary>Prints text documents to standard output. In a redirected output, table rows are not wrapped.</summary>
internal static class CliConsole
{
    private const int RedirectedWidth = 240;

    /// <summary>Prints the lines and tables of a document.</summary>
    public static void Write(TextDocument document)
    {
        foreach (var block in document.Blocks)
        {
            if (block.Table is { } table)
            {
                Write(table);
            }
            else
            {
                Console.WriteLine(PlainText.Clean(block.Line));
            }
        }
    }

    /// <summary>Prints a table.</summary>
    public static void Write(TextTable table)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Console.Profile.Width = RedirectedWidth;
        }

        var drawn = new Table().Border(TableBorder.Simple);
        if (table.Title is { } title)
        {
            drawn.Title(Escape(title));
        }

        foreach (var column in table.Columns)
        {
            drawn.AddColumn(new TableColumn(Escape(column.Heading)) { Alignment = column.IsRight ? Justify.Right : Justify.Left });
        }

        foreach (var row in table.Rows)
        {
            drawn.AddRow([.. row.Select(Escape)]);
        }

        AnsiConsole.Console.Write(drawn);
    }

    // Names of modules and functions are foreign text: a control character must not reach the terminal.
    private static string Escape(string text) => Markup.Escape(PlainText.Clean(text));
}
