namespace CompileBench.Reporting.Documents.Tables;

/// <summary>One cell of a <see cref="TextTable"/>.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Shorter">Shorter forms of it, the longest first, for tables that are too wide.</param>
public readonly record struct TextCell(string Text, params IReadOnlyList<string> Shorter)
{
    /// <summary>A text alone.</summary>
    public static implicit operator TextCell(string text) => FromText(text);

    /// <summary>A text alone.</summary>
    public static TextCell FromText(string text) => new(text);

    /// <summary>The form to show: 0 is the text itself. A cell with fewer forms shows its shortest.</summary>
    /// <param name="level">How much to shorten, at least 0.</param>
    public string Form(int level) => level == 0 || Shorter.Count == 0 ? Text : Shorter[Math.Min(level, Shorter.Count) - 1];
}
