using CompileBench.Results.Schema;

namespace CompileBench.Results.Storage;

/// <summary>The content of a journal.</summary>
/// <param name="Records">Every readable record, in file order, without those that were measured again later.</param>
/// <param name="Notices">One line for each thing that was left out: a torn last line, a corrupt line by its number.</param>
public sealed record JournalContent(IReadOnlyList<CaseRecord> Records, IReadOnlyList<string> Notices)
{
    /// <summary>The records whose cases a resumed run does not measure again.</summary>
    public IReadOnlyList<CaseRecord> KeptOnResume => [.. Records.Where(r => !r.Outcome.Describe().IsMeasuredAgain)];
}

/// <summary>Reads <c>cases.jsonl</c>, keeping every line that can be read.</summary>
public static class JournalReader
{
    /// <summary>Reads a journal; a missing file is an empty one.</summary>
    /// <exception cref="RecordFormatException">A line was written by a newer version of this tool.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static JournalContent Read(string path)
    {
        if (!File.Exists(path))
        {
            return new JournalContent([], []);
        }

        // The writer may still hold the file: a report of a running run is allowed.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return Parse(bytes, Path.GetFileName(path));
    }

    private static JournalContent Parse(ReadOnlySpan<byte> bytes, string name)
    {
        var records = new List<CaseRecord>();
        var notices = new List<string>();
        for (var number = 1; !bytes.IsEmpty; number++)
        {
            var end = bytes.IndexOf((byte)'\n');
            if (end < 0)
            {
                notices.Add($"{name}: line {number} is cut short and was dropped; its case will be measured again by --resume");
                break;
            }

            var line = bytes[..end].TrimEnd((byte)'\r');
            bytes = bytes[(end + 1)..];
            if (line.IsEmpty)
            {
                continue;
            }

            try
            {
                records.Add(RecordsJson.ReadRecord(line));
            }
            catch (RecordFormatException e) when (e.Fault == RecordFault.NewerSchema)
            {
                throw e.WithMessage($"{name}: line {number} cannot be read: {e.Message}");
            }
            catch (RecordFormatException e)
            {
                notices.Add($"{name}: line {number} cannot be read and was left out: {e.Message}");
            }
        }

        return new JournalContent(WithoutRepeated(records), notices);
    }

    // A resumed run measures some cases again and appends their new records; the earlier ones are no longer results.
    private static List<CaseRecord> WithoutRepeated(List<CaseRecord> records)
    {
        if (!records.Exists(r => r.Outcome.Describe().IsMeasuredAgain))
        {
            return records;
        }

        var last = records.Select((r, i) => (r.Case, i)).GroupBy(r => r.Case).ToDictionary(g => g.Key, g => g.Max(r => r.i));
        return [.. records.Where((r, i) => !r.Outcome.Describe().IsMeasuredAgain || last[r.Case] == i)];
    }
}
