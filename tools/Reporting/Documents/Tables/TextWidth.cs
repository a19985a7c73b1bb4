using System.Globalization;
using System.Text;

namespace CompileBench.Reporting.Documents.Tables;

/// <summary>The columns that a text takes on a terminal, and texts cut to a number of columns.</summary>
internal static class TextWidth
{
    private const string Ellipsis = "…";

    /// <summary>The width in columns: letters of East Asian scripts and pictures take two, combining marks none.</summary>
    public static int Measure(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Measure(rune);
        }

        return width;
    }

    /// <summary>A text in at most this many columns. A name loses its middle, because names often differ at the end; a sentence loses its end.</summary>
    public static string Cut(string text, int width)
    {
        if (Measure(text) <= width)
        {
            return text;
        }

        var kept = Math.Max(0, width - 1);
        var tail = text.Contains(' ', StringComparison.Ordinal) ? 0 : kept / 2;
        return $"{Head(text, kept - tail)}{Ellipsis}{Tail(text, tail)}";
    }

    private static string Head(string text, int width)
    {
        var (length, used) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            used += Measure(rune);
            if (used > width)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    private static string Tail(string text, int width)
    {
        var start = text.Length;
        for (var used = 0; start > 0;)
        {
            var step = start > 1 && char.IsSurrogatePair(text[start - 2], text[start - 1]) ? 2 : 1;
            used += Measure(text.Substring(start - step, step));
            if (used > width)
            {
                break;
            }

            start -= step;
        }

        return text[start..];
    }

    // The wide blocks of Unicode's EastAsianWidth.txt, roughly: an error of one column moves a cell and loses nothing.
    private static int Measure(Rune rune) => rune.Value switch
    {
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF
            or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD => 2,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : 1,
    };
}
