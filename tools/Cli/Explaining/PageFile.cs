namespace CompileBench.Cli.Explaining;

/// <summary>Writes a page and the folder it lies in.</summary>
internal static class PageFile
{
    /// <summary>Our own words with foreign names in them, of any length, as Markdown shows them.</summary>
    public static string Words(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal);

    public static void Write(string file, string text)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } directory)
        {
            Directory.CreateDirectory(directory);
        }

        File.WriteAllText(file, text);
    }
}
