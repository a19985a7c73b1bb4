using CompileBench.Results.Schema;

namespace CompileBench.Results.Storage;

/// <summary>Prepares folders inside a run for writing.</summary>
public static class RunFolder
{
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    /// <summary>
    /// Makes a folder where it is missing. One that is there may hold regular files and folders only: writing through a link would change
    /// files outside the run, and writing to a pipe would block.
    /// </summary>
    /// <exception cref="RecordFormatException">The folder or something in it is neither; the message names it.</exception>
    /// <exception cref="IOException">The folder cannot be made or searched.</exception>
    public static void Prepare(string path)
    {
        if (EntryType.Find(path) is not { } type)
        {
            Directory.CreateDirectory(path);
            return;
        }

        if (type != EntryType.Folder)
        {
            throw new RecordFormatException(RecordFault.UnsafeFile, $"{path} cannot be used: it is {type.Description}, not a directory");
        }

        // A link is met before the search would enter it.
        foreach (var entry in Directory.EnumerateFileSystemEntries(path, "*", Everything))
        {
            if (EntryType.Find(entry) is { } found && found != EntryType.File && found != EntryType.Folder)
            {
                throw new RecordFormatException(
                    RecordFault.UnsafeFile, $"{entry} cannot be used: it is {found.Description}, not a regular file or directory");
            }
        }
    }
}
