namespace CompileBench.Reporting.Documents;

/// <summary>Writes a page to a file.</summary>
public static class PageFile
{
    /// <summary>Writes the file, and makes its folder where there is none.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        File.WriteAllText(file, text);
    }
}
