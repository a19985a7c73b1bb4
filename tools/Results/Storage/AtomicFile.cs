namespace CompileBench.Results.Storage;

/// <summary>Replaces whole files so that a reader sees the old bytes or the new ones, never half of either.</summary>
public static class AtomicFile
{
    /// <summary>Writes the bytes beside the target, pushes them to the disk and moves them into place.</summary>
    /// <exception cref="IOException">The disk is full or the place cannot be written; the old file is intact.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var beside = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(beside);
            throw;
        }
    }
}
