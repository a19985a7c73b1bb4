namespace CompileBench.Reporting.Language;

/// <summary>File names from foreign text.</summary>
public static class FileNameText
{
    /// <summary>Lower case letters, digits, dots and dashes only, at most 60 characters, never empty: safe on every file system and in a link.</summary>
    public static string FromText(string text)
    {
        var cleaned = string.Concat(text.ToLowerInvariant().Take(60).Select(c => char.IsAsciiLetterOrDigit(c) || c == '.' ? c : '-')).Trim('-', '.');
        return cleaned.Length == 0 ? "x" : cleaned;
    }
}
