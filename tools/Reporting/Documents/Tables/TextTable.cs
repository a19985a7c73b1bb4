namespace CompileBench.Reporting.Documents.Tables;

/// <summary>
/// A table of plain text, with what may be shortened or left out where it is wider than a terminal (<see cref="FittedTable"/>). It contains no markup.
/// </summary>
public sealed class TextTable
{
    private readonly List<IReadOnlyList<TextCell>> _rows = [];

    /// <summary>Makes an empty table.</summary>
    /// <param name="columns">The columns; a heading that begins with <c>&gt;</c> stands for a column of figures, which is aligned to the right and never cut.</param>
    public TextTable(params IEnumerable<string> columns) =>
        Columns = [.. columns.Select(c => c.StartsWith('>') ? new TextColumn(c[1..], IsRight: true) : new TextColumn(c, IsRight: false))];

    /// <summary>The title above the table; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>Headings of the columns to leave out where the table is too wide, the first one first.</summary>
    public IReadOnlyList<string> LeaveOut { get; init; } = [];

    /// <summary>Whether columns for which there is no room follow below, each time beside the first column. Otherwise texts are cut.</summary>
    public bool Continues { get; init; }

    /// <summary>Where a reader finds the whole table when this one is shortened.</summary>
    public string Elsewhere { get; init; } = "--json";

    /// <summary>The columns.</summary>
    public IReadOnlyList<TextColumn> Columns { get; }

    /// <summary>The rows, each with one cell per column.</summary>
    public IReadOnlyList<IReadOnlyList<TextCell>> Rows => _rows;

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">The number of cells is not the number of columns.</exception>
    public void AddRow(params IReadOnlyList<TextCell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Count != Columns.Count)
        {
            throw new ArgumentException($"a row of {cells.Count} cells in a table of {Columns.Count} columns", nameof(cells));
        }

        _rows.Add(cells);
    }
}

/// <summary>One column of a <see cref="TextTable"/>.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="IsRight">Whether the column has figures: these are aligned to the right and never cut.</param>
public readonly record struct TextColumn(string Heading, bool IsRight);
