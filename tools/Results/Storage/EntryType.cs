namespace CompileBench.Results.Storage;

/// <summary>What a directory entry is.</summary>
/// <param name="Description">With its article, for messages: <c>a symbolic link</c>.</param>
/// <param name="IsRegularFile">Whether it is a regular file.</param>
internal sealed record EntryType(string Description, bool IsRegularFile)
{
    public static readonly EntryType File = new("a regular file", true);
    public static readonly EntryType Folder = new("a directory", false);
    public static readonly EntryType Link = new("a symbolic link", false);

    /// <summary>The type of the entry at a path; null where there is none.</summary>
    public static EntryType? Find(string path, LinkPolicy links = LinkPolicy.Refuse)
    {
        if (OperatingSystem.IsLinux())
        {
            using var entry = LinuxEntry.Open(path, links);
            return entry is null ? null : LinuxEntry.TypeOf(entry);
        }

        var file = new FileInfo(path);
        return links == LinkPolicy.Refuse && file.LinkTarget is not null ? Link
            : Directory.Exists(path) ? Folder
            : file.Exists ? File
            : null;
    }
}
