namespace CompileBench.Reporting.Documents.Tables;

/// <summary>What a command prints for a person: lines and tables in order.</summary>
public sealed class TextDocument
{
    private readonly List<TextBlock> _blocks = [];

    /// <summary>The blocks in order.</summary>
    public IReadOnlyList<TextBlock> Blocks => _blocks;

    /// <summary>Adds a line.</summary>
    public void Add(string line) => _blocks.Add(new TextBlock(line, null));

    /// <summary>Adds a table.</summary>
    public void Add(TextTable table) => _blocks.Add(new TextBlock(null, table));
}

/// <summary>A line or a table.</summary>
/// <param name="Line">The line; null for a table.</param>
/// <param name="Table">The table; null for a line.</param>
public readonly record struct TextBlock(string? Line, TextTable? Table);
