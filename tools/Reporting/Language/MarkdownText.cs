using System.Text;
using System.Text.RegularExpressions;

namespace CompileBench.Reporting.Language;

/// <summary>Makes foreign text harmless in Markdown: nothing in it can end a table cell, start HTML, a link or emphasis, or fill the page.</summary>
public static partial class MarkdownText
{
    /// <summary>The most characters of foreign text that are shown.</summary>
    public const int MaxLength = 200;

    // Backslash escapes are CommonMark's (0.31.2, section 2.4); the angle brackets and ampersand are written as entities,
    // which also survive renderers that treat a table cell as HTML.
    private const string Escaped = "\\`*_[]!|~$";

    /// <summary>The text on one line, escaped, cut after <see cref="MaxLength"/> characters.</summary>
    public static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var result = new StringBuilder(text.Length);
        foreach (var rune in PlainText.Cut(text, MaxLength).EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '&' => result.Append("&amp;"),

                // GitHub turns @name and #1 into links after rendering, backslash or not: a space without width keeps them apart.
                '@' or '#' => result.Append(rune).Append("&#8203;"),
                _ when rune.IsAscii && Escaped.Contains((char)rune.Value, StringComparison.Ordinal) => result.Append('\\').Append(rune),
                _ => result.Append(rune),
            };
        }

        // A cell that begins with one of these would be a list item or a heading where the text stands alone.
        return result.Length > 0 && result[0] is '-' or '=' or '+' ? "\\" + result : result.ToString();
    }

    /// <summary>One of our own sentences with foreign names in it, at any length: it may start neither HTML nor emphasis.</summary>
    public static string Sentence(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal);

    /// <summary>Names made of letters, digits and harmless signs stay as they are and keep tables readable; anything else is escaped.</summary>
    public static string Name(string? text) => text is not null && Harmless().IsMatch(text) ? text : Escape(text);

    // An @ right behind a letter or digit mentions nobody.
    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9.+-]|(?<=[A-Za-z0-9])@){0,99}\\z")]
    private static partial Regex Harmless();
}
