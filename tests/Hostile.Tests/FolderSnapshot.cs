namespace CompileBench.Hostile.Tests;

/// <summary>Everything below a folder: names, kinds, sizes and times of change, and the contents of small files.</summary>
internal static class FolderSnapshot
{
    private const long MostBytesRead = 1 << 16;

    /// <summary>One line per entry, in ordinal order. Two snapshots are equal where nothing was changed between them.</summary>
    public static IReadOnlyList<string> Take(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions { AttributesToSkip = 0 }).SelectMany(Describe).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Describe(string path)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is { } target)
        {
            return [$"{path} -> {target}"];
        }

        if (Directory.Exists(path))
        {
            return [path, .. Take(path)];
        }

        // A pipe has no length and must not be opened.
        return [$"{path} {info.Length} {info.LastWriteTimeUtc:O} {(info.Length is > 0 and <= MostBytesRead ? Convert.ToHexString(File.ReadAllBytes(path)) : "")}"];
    }
}
