namespace CompileBench.Reporting.Documents.Tables;

/// <summary>A table of plain text. The console draws it; it contains no markup.</summary>
public sealed class TextTable
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    /// <summary>Makes an empty table.</summary>
    /// <param name="columns">The columns; a heading that begins with <c>&gt;</c> aligns its column to the right.</param>
    public TextTable(params IEnumerable<string> columns) =>
        Columns = [.. columns.Select(c => c.StartsWith('>') ? new TextColumn(c[1..], IsRight: true) : new TextColumn(c, IsRight: false))];

    /// <summary>The title above the table; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<TextColumn> Columns { get; }

    /// <summary>The rows, each with one cell per column.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">The number of cells is not the number of columns.</exception>
    public void AddRow(params IReadOnlyList<string> cells)
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
/// <param name="IsRight">Whether cells are aligned to the right.</param>
public readonly record struct TextColumn(string Heading, bool IsRight);
