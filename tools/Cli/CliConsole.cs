using CompileBench.CommandLine;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;

namespace CompileBench.Cli;

/// <summary>
/// Prints lines, tables and documents. Names of modules and functions are foreign text: of everything that is printed here, control characters
/// become spaces, so that none reaches a terminal.
/// </summary>
internal static class CliConsole
{
    /// <summary>Prints a line to standard output.</summary>
    public static void Line(string text) => Console.WriteLine(PlainText.Clean(text));

    /// <summary>Prints a line to standard error.</summary>
    public static void Note(string text) => Console.Error.WriteLine(PlainText.Clean(text));

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
                Line(block.Line ?? "");
            }
        }
    }

    /// <summary>Prints a table, shortened to the width of the terminal.</summary>
    public static void Write(TextTable table) => ConsoleTables.Write(table);
}
