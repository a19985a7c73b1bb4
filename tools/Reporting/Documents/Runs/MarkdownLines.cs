using System.Text;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>Lines that end the same on every system.</summary>
internal static class MarkdownLines
{
    /// <summary>Appends a line and <c>\n</c>.</summary>
    public static StringBuilder Line(this StringBuilder text, string line = "") => text.Append(line).Append('\n');
}
