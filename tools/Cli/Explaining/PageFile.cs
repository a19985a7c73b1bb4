namespace CompileBench.Cli.Explaining;

/// <summary>Writes a page and the folder it lies in.</summary>
internal static class PageFile
{
    public static void Write(string file, string text)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } directory)
        {
            Directory.CreateDirectory(directory);
        }

        File.WriteAllText(file, text);
    }
}
