namespace CompileBench.Reporting.Language;

/// <summary>How a table says that a quantity was not measured or cannot be computed. Never 0, never blank.</summary>
public static class NotAvailable
{
    /// <summary>The text of a cell without a figure.</summary>
    public const string Text = "n/a";
}
