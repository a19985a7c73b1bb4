using CompileBench.Results.Schema;

namespace CompileBench.Results.Storage;

/// <summary>The content of a journal.</summary>
/// <param name="Records">Every readable record, in file order, without those that were measured again later; those of one case over the rounds of a run joined to one.</param>
/// <param name="Notices">One line for each line that was left out: a torn last line, a corrupt line by its number. The first hundred; then their number.</param>
public sealed record JournalContent(IReadOnlyList<CaseRecord> Records, IReadOnlyList<string> Notices)
{
    /// <summary>The number of lines that were left out.</summary>
    public int LinesLeftOut { get; init; }

    /// <summary>The records whose cases a resumed run does not measure again.</summary>
    public IReadOnlyList<CaseRecord> KeptOnResume { get; init; } = [.. Records.Where(r => !r.Outcome.Describe().IsMeasuredAgain)];
}

/// <summary>Reads <c>cases.jsonl</c>, keeping every line that can be read.</summary>
public static class JournalReader
{
    // A journal full of rubbish gives its count, not a million lines on the terminal.
    private const int MostNotices = 100;

    /// <summary>Reads a journal, as <see cref="ReadCancellable"/> does.</summary>
    public static JournalContent Read(string path) => ReadCancellable(path, CancellationToken.None);

    /// <summary>Reads a journal; a missing file is an empty one.</summary>
    /// <exception cref="RecordFormatException">
    /// A line was written by a newer version of this tool, the file is not a regular file, or it is larger than any journal.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The read was cancelled.</exception>
    public static JournalContent ReadCancellable(string path, CancellationToken cancellation)
    {
        try
        {
            return Parse(RegularFile.ReadCancellable(path, FileLimits.Journal, LinkPolicy.Refuse, cancellation), Path.GetFileName(path), cancellation);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new JournalContent([], []);
        }
    }

    private static JournalContent Parse(ReadOnlySpan<byte> bytes, string name, CancellationToken cancellation)
    {
        var records = new List<CaseRecord>();
        var notices = new List<string>();
        for (var number = 1; !bytes.IsEmpty; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = bytes.IndexOf((byte)'\n');
            if (end < 0)
            {
                notices.Add($"{name}: line {number} is cut short and was left out; --resume measures its case again");
                break;
            }

            var line = bytes[..end].TrimEnd((byte)'\r');
            bytes = bytes[(end + 1)..];
            if (line.IsEmpty)
            {
                continue;
            }

            if (records.Count == RecordLimits.Records)
            {
                notices.Add($"{name}: line {number} and all after it were left out: a journal has at most {RecordLimits.Records} records");
                break;
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

        return new JournalContent(RoundRecords.Join(WithoutRepeated(records)), Shortened(notices, name))
        {
            // Sorted out before they are joined: a round in which this tool failed does not take the other rounds with it.
            KeptOnResume = RoundRecords.Join([.. records.Where(r => !r.Outcome.Describe().IsMeasuredAgain)]),
            LinesLeftOut = notices.Count,
        };
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

    private static List<string> Shortened(List<string> notices, string name) =>
        notices.Count <= MostNotices ? notices : [.. notices.Take(MostNotices), $"{name}: {notices.Count - MostNotices} more lines were left out"];
}
