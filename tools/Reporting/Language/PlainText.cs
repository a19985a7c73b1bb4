using System.Text;

namespace CompileBench.Reporting.Language;

/// <summary>Foreign text as one line of visible characters.</summary>
public static class PlainText
{
    /// <summary>Control, format and line-breaking characters become spaces; nothing is cut.</summary>
    public static string Clean(string? text) => Cut(text, int.MaxValue);

    /// <summary>Control, format and line-breaking characters become spaces; what is longer than this is cut with an ellipsis.</summary>
    public static string Cut(string? text, int maxLength)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var shown = text.Length <= maxLength ? text : text[..(maxLength - 1)];
        var result = new StringBuilder(shown.Length + 1);
        foreach (var rune in shown.EnumerateRunes())
        {
            // An unpaired surrogate comes out of the enumeration as U+FFFD, so the result is always valid Unicode.
            var isHidden = Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator
                or System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.OtherNotAssigned;
            result.Append(isHidden ? " " : rune.ToString());
        }

        return shown.Length < text.Length ? result.Append('…').ToString() : result.ToString();
    }
}
