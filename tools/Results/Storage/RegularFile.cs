using CompileBench.Results.Schema;
using Microsoft.Win32.SafeHandles;

namespace CompileBench.Results.Storage;

/// <summary>
/// Opens files that may have been put in place by somebody else. Only regular files are opened: a pipe would block, a device has no end, and
/// a link would lead out of the run.
/// </summary>
public static class RegularFile
{
    private const int ChunkBytes = 1 << 20;
    private const int MostLostRaces = 100;

    /// <summary>Reads a whole file, as <see cref="ReadCancellable"/> does.</summary>
    public static byte[] ReadAllBytes(string path, long limit, LinkPolicy links = LinkPolicy.Refuse) => ReadCancellable(path, limit, links, CancellationToken.None);

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">The most bytes it may have; see <see cref="FileLimits"/>.</param>
    /// <param name="links">Whether the path may be a link.</param>
    /// <param name="cancellation">Ends the read.</param>
    /// <exception cref="FileNotFoundException">There is no such file; <see cref="DirectoryNotFoundException"/> where its directory is missing.</exception>
    /// <exception cref="RecordFormatException">It is not a regular file, or it is larger than the limit; the message names it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The read was cancelled.</exception>
    public static byte[] ReadCancellable(string path, long limit, LinkPolicy links, CancellationToken cancellation)
    {
        // Another process may be writing the file: a report of a run that is still measuring is allowed.
        using var file = OpenExisting(path, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, links);
        if (file.Length > Math.Min(limit, Array.MaxLength))
        {
            throw new RecordFormatException(RecordFault.TooLarge, $"{path} cannot be read: it has {file.Length} bytes, the limit is {limit}");
        }

        var bytes = new byte[file.Length];
        for (var read = 0; read < bytes.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            var more = file.Read(bytes, read, Math.Min(ChunkBytes, bytes.Length - read));
            if (more == 0)
            {
                throw new EndOfStreamException($"{path} cannot be read: it became shorter while it was read");
            }

            read += more;
        }

        return bytes;
    }

    /// <summary>Refuses what is not a regular file, before a reader that would block on it opens the path. A missing file passes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="links">Whether the path may be a link.</param>
    /// <exception cref="RecordFormatException">It is not a regular file; the message names it.</exception>
    public static void Require(string path, LinkPolicy links = LinkPolicy.Refuse) => Check(path, EntryType.Find(path, links));

    /// <summary>Opens a file for reading and writing and makes it where it is missing.</summary>
    /// <param name="path">The file; a link is refused.</param>
    /// <param name="share">What other processes may do with it meanwhile.</param>
    /// <exception cref="RecordFormatException">It is not a regular file.</exception>
    /// <exception cref="IOException">It cannot be opened, or another process holds it.</exception>
    public static FileStream OpenOrCreate(string path, FileShare share)
    {
        for (var lost = 0; ; lost++)
        {
            try
            {
                return OpenExisting(path, FileAccess.ReadWrite, share, LinkPolicy.Refuse);
            }
            catch (FileNotFoundException) when (lost < MostLostRaces)
            {
                // Made below.
            }

            try
            {
                // CreateNew follows no link: it fails where anything has the name.
                return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, share, bufferSize: 0);
            }
            catch (IOException) when (lost < MostLostRaces && EntryType.Find(path) is not null)
            {
                // Another process made it at this moment.
            }
        }
    }

    private static FileStream OpenExisting(string path, FileAccess access, FileShare share, LinkPolicy links)
    {
        if (!OperatingSystem.IsLinux())
        {
            Check(path, EntryType.Find(path, links));
            return new FileStream(path, FileMode.Open, access, share, bufferSize: 0);
        }

        using var entry = LinuxEntry.Open(path, links);
        if (entry is null)
        {
            // The system's own message for a path that does not exist or may not be searched.
            return new FileStream(path, FileMode.Open, access, share, bufferSize: 0);
        }

        Check(path, LinuxEntry.TypeOf(entry));
        return Reopen(path, entry, access, share);
    }

    // The entry that was checked is opened, whatever the path leads to by now.
    private static FileStream Reopen(string path, SafeFileHandle entry, FileAccess access, FileShare share)
    {
        var again = $"/proc/self/fd/{entry.DangerousGetHandle()}";
        try
        {
            return new FileStream(again, FileMode.Open, access, share, bufferSize: 0);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnauthorizedAccessException(e.Message.Replace(again, path, StringComparison.Ordinal), e);
        }
        catch (IOException e) when (e is not FileNotFoundException and not DirectoryNotFoundException)
        {
            throw new IOException(e.Message.Replace(again, path, StringComparison.Ordinal), e.HResult);
        }
        catch (IOException)
        {
            // No /proc here: the path is all there is.
            return new FileStream(path, FileMode.Open, access, share, bufferSize: 0);
        }
    }

    private static void Check(string path, EntryType? type)
    {
        if (type is { IsRegularFile: false } other)
        {
            throw new RecordFormatException(RecordFault.UnsafeFile, $"{path} cannot be used: it is {other.Description}, not a regular file");
        }
    }
}
