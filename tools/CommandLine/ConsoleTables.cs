using CompileBench.Reporting.Documents.Tables;
using Spectre.Console;

namespace CompileBench.CommandLine;

/// <summary>Prints tables to standard output, fitted to the width of the terminal.</summary>
public static class ConsoleTables
{
    /// <summary>Prints a table.</summary>
    public static void Write(TextTable table)
    {
        foreach (var line in Draw(table, ConsoleWidth.Columns))
        {
            Console.WriteLine(line);
        }
    }

    /// <summary>The lines of a table: title, headings, a rule, rows, and a line that says what is shortened or left out.</summary>
    /// <param name="table">The table.</param>
    /// <param name="width">The width in columns.</param>
    public static IReadOnlyList<string> Draw(TextTable table, int width)
    {
        var fitted = FittedTable.ForWidth(table, width);
        var lines = new List<string> { "" };
        lines.AddRange(fitted.Title is { } title ? [title] : []);
        foreach (var part in fitted.Parts)
        {
            lines.AddRange(Lines(part));
            lines.Add("");
        }

        lines.AddRange(fitted.Note is { } note ? [note] : []);
        return lines;
    }

    private static IEnumerable<string> Lines(FittedPart part)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = part.Columns.Sum(c => c.Width + FittedTable.Gap);
        var grid = new Grid();
        foreach (var column in part.Columns)
        {
            grid.AddColumn(new GridColumn { Alignment = column.IsRight ? Justify.Right : Justify.Left, NoWrap = true, Width = column.Width, Padding = new Padding(FittedTable.Gap, 0, 0, 0) });
        }

        // Short headings stand directly above the rule.
        var height = part.Columns.Max(c => c.Heading.Count);
        grid.AddRow([.. part.Columns.Select(c => Markup.Escape(new string('\n', height - c.Heading.Count) + string.Join('\n', c.Heading)))]);
        grid.AddRow([.. part.Columns.Select(c => new string('─', c.Width))]);
        foreach (var row in part.Rows)
        {
            grid.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.Write(grid);
        return writer.ToString().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd());
    }
}
