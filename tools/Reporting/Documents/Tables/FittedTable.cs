using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Tables;

/// <summary>A table as it is shown in a number of columns: what fits, and what is shortened or left out.</summary>
/// <param name="Title">The title above it; null for none.</param>
/// <param name="Parts">The tables to draw one below the other: several where columns continue below.</param>
/// <param name="Note">A line that says what is shortened or left out; null where the table is whole.</param>
public sealed record FittedTable(string? Title, IReadOnlyList<FittedPart> Parts, string? Note)
{
    /// <summary>The narrowest width that tables are made for, in columns.</summary>
    public const int FewestColumns = 80;

    /// <summary>The columns before each cell, its own width not counted.</summary>
    public const int Gap = TableLayout.Gap;

    /// <summary>Fits a table. No text contains control characters.</summary>
    /// <param name="table">The table.</param>
    /// <param name="width">The width in columns; below <see cref="FewestColumns"/>, that is used.</param>
    public static FittedTable ForWidth(TextTable table, int width)
    {
        ArgumentNullException.ThrowIfNull(table);
        var columns = Math.Max(FewestColumns, width);
        var layout = TableLayout.Fit(table, columns);
        return new FittedTable(table.Title is { } title ? PlainText.Clean(title) : null, [.. layout.Parts.Select(part => PartOf(table, layout, part))], NoteOn(table, layout, columns));
    }

    private static FittedPart PartOf(TextTable table, TableLayout layout, IReadOnlyList<int> columns) => new(
        [.. columns.Select(c => new FittedColumn(layout.Heading(c), layout.WidthOf(c), table.Columns[c].IsRight))],
        [.. Enumerable.Range(0, table.Rows.Count).Select(row => (IReadOnlyList<string>)[.. columns.Select(c => layout.Cell(row, c))])]);

    private static string? NoteOn(TextTable table, TableLayout layout, int columns)
    {
        var leftOut = layout.LeftOut.ToList();
        return layout.IsShortened
            ? $"(shortened to {columns} columns{(leftOut.Count == 0 ? "" : $", without: {string.Join(", ", leftOut)}")}; all of it: {table.Elsewhere})"
            : null;
    }
}

/// <summary>A part of a fitted table.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, each with one text per column.</param>
public sealed record FittedPart(IReadOnlyList<FittedColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>A column of a fitted table.</summary>
/// <param name="Heading">The lines of its heading.</param>
/// <param name="Width">Its width in columns of the terminal.</param>
/// <param name="IsRight">Whether it is aligned to the right.</param>
public sealed record FittedColumn(IReadOnlyList<string> Heading, int Width, bool IsRight);
