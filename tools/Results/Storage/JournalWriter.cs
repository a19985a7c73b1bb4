using CompileBench.Results.Schema;

namespace CompileBench.Results.Storage;

/// <summary>
/// Appends finished cases to <c>cases.jsonl</c>: each line is written with one call and pushed to the disk before the call returns,
/// so a record is whole or absent whatever happens to the process afterwards. Not safe for two threads at once.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    private readonly FileStream _file;

    /// <summary>Opens the journal for appending. A torn last line, as a crash leaves one, is cut off first.</summary>
    /// <exception cref="RecordFormatException">It is not a regular file.</exception>
    /// <exception cref="IOException">The file cannot be opened or written.</exception>
    public JournalWriter(string path)
    {
        _file = RegularFile.OpenOrCreate(path, FileShare.Read);
        CutTornLine();
        _file.Seek(0, SeekOrigin.End);
    }

    /// <summary>Appends one record and flushes it to the device.</summary>
    /// <exception cref="IOException">The disk is full or gone; the part of this record that was written is removed, earlier records are intact.</exception>
    public void Append(CaseRecord record)
    {
        var line = Line(record);
        var start = _file.Position;
        try
        {
            _file.Write(line);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            TakeBack(start);
            throw;
        }
    }

    /// <summary>Replaces a whole journal. A reader sees the old records or the new ones; when the write fails, the old ones stay.</summary>
    /// <exception cref="IOException">The disk is full or the place cannot be written.</exception>
    public static void Replace(string path, IEnumerable<CaseRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        AtomicFile.Write(path, [.. records.SelectMany(Line)]);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static byte[] Line(CaseRecord record) => [.. RecordsJson.Line(record), (byte)'\n'];

    private void TakeBack(long length)
    {
        try
        {
            _file.SetLength(length);
            _file.Seek(0, SeekOrigin.End);
        }
        catch (IOException)
        {
            // A reader leaves a torn last line out, so nothing more has to be done here.
        }
    }

    private void CutTornLine()
    {
        var end = _file.Length;
        var one = new byte[1];
        while (end > 0)
        {
            _file.Seek(end - 1, SeekOrigin.Begin);
            _file.ReadExactly(one);
            if (one[0] == '\n')
            {
                break;
            }

            end--;
        }

        if (end != _file.Length)
        {
            _file.SetLength(end);
        }
    }
}
