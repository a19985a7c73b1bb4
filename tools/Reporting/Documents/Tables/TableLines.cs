using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Tables;

/// <summary>Draws a <see cref="TextTable"/> as lines of text that are no wider than a terminal.</summary>
public static class TableLines
{
    /// <summary>The narrowest width that tables are made for, in columns.</summary>
    public const int FewestColumns = 80;

    /// <summary>The lines: title, headings, a rule, rows, and a line that says what is shortened or left out. No line contains control characters.</summary>
    /// <param name="table">The table.</param>
    /// <param name="width">The width in columns; below <see cref="FewestColumns"/>, that is used.</param>
    public static IReadOnlyList<string> Draw(TextTable table, int width)
    {
        ArgumentNullException.ThrowIfNull(table);
        var columns = Math.Max(FewestColumns, width);
        var layout = TableLayout.Fit(table, columns);
        var lines = new List<string> { "" };
        if (table.Title is { } title)
        {
            lines.Add(PlainText.Clean(title));
        }

        foreach (var part in layout.Parts)
        {
            AddPart(lines, table, layout, part);
        }

        if (layout.IsShortened)
        {
            var leftOut = layout.LeftOut.ToList();
            lines.Add($"(shortened to {columns} columns{(leftOut.Count == 0 ? "" : $", without: {string.Join(", ", leftOut)}")}; all of it: {table.Elsewhere})");
        }

        return lines;
    }

    private static void AddPart(List<string> lines, TextTable table, TableLayout layout, IReadOnlyList<int> part)
    {
        var widths = part.ToDictionary(c => c, layout.WidthOf);
        string Line(Func<int, string> cell) => string.Concat(part.Select(c => new string(' ', TableLayout.Gap) + Padded(cell(c), widths[c], table.Columns[c].IsRight))).TrimEnd();

        var headings = part.ToDictionary(c => c, layout.Heading);
        var height = headings.Values.Max(h => h.Count);
        for (var i = 0; i < height; i++)
        {
            // Short headings stand directly above the rule.
            lines.Add(Line(c => i - (height - headings[c].Count) is >= 0 and var at ? headings[c][at] : ""));
        }

        lines.Add(Line(c => new string('─', widths[c])));
        lines.AddRange(Enumerable.Range(0, table.Rows.Count).Select(row => Line(c => layout.Cell(row, c))));
        lines.Add("");
    }

    private static string Padded(string text, int width, bool isRight)
    {
        var padding = new string(' ', Math.Max(0, width - TextWidth.Measure(text)));
        return isRight ? padding + text : text + padding;
    }
}
