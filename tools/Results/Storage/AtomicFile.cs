namespace CompileBench.Results.Storage;

/// <summary>Replaces whole files so that a reader sees the old bytes or the new ones, never half of either.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes the bytes to a new file beside the target, pushes them to the disk and moves that file into place. A link at the target is
    /// replaced, not followed.
    /// </summary>
    /// <exception cref="IOException">The disk is full or the place cannot be written; the old file is intact.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        // The name cannot be guessed, and CreateNew fails where anything has it: nobody can have put a link there.
        var beside = $"{path}.{Guid.NewGuid():N}.tmp";
        var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            using (file)
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }
}
