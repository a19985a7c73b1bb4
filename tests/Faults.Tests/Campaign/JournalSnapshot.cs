using CompileBench.Results.Schema;

namespace CompileBench.Faults.Tests.Campaign;

/// <summary>The finished cases of a run at one moment, each with the exact bytes of its line.</summary>
internal sealed class JournalSnapshot
{
    private readonly IReadOnlyDictionary<MeasuredCase, (CaseRecord Record, string Line)> _records;

    private JournalSnapshot(IReadOnlyDictionary<MeasuredCase, (CaseRecord, string)> records, IReadOnlyList<MeasuredCase> repeated)
    {
        _records = records;
        Repeated = repeated;
    }

    /// <summary>How many cases are finished.</summary>
    public int Count => _records.Count;

    /// <summary>The records.</summary>
    public IEnumerable<CaseRecord> Records => _records.Values.Select(r => r.Record);

    /// <summary>Cases that stand in the journal more than once.</summary>
    public IReadOnlyList<MeasuredCase> Repeated { get; }

    /// <summary>What was finished before this case: the records that stand ahead of its own.</summary>
    public JournalSnapshot Before(MeasuredCase one) =>
        new(_records.TakeWhile(r => r.Key != one).ToDictionary(), []);

    /// <summary>Reads whole lines only: the last one may be in the making.</summary>
    public static JournalSnapshot FromFile(string path)
    {
        var records = new Dictionary<MeasuredCase, (CaseRecord, string)>();
        var repeated = new List<MeasuredCase>();
        var text = File.Exists(path) ? ReadShared(path) : "";
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                var record = RecordsJson.ReadRecord(System.Text.Encoding.UTF8.GetBytes(line));
                if (records.TryGetValue(record.Case, out var earlier) && earlier.Item1.Outcome == OutcomeKind.ToolFailed)
                {
                    // A failure of the tool is measured again.
                    records.Remove(record.Case);
                }

                if (!records.TryAdd(record.Case, (record, line)))
                {
                    repeated.Add(record.Case);
                }
            }
            catch (RecordFormatException)
            {
                // A line that a fault damaged holds no finished case.
            }
        }

        return new JournalSnapshot(records, repeated);
    }

    /// <summary>The cases of this moment that are not in a later one exactly as they were.</summary>
    public IReadOnlyList<MeasuredCase> LostIn(JournalSnapshot later) =>
        [.. _records.Where(r => r.Value.Record.Outcome != OutcomeKind.ToolFailed).Where(r => !later._records.TryGetValue(r.Key, out var now) || now.Line != r.Value.Line).Select(r => r.Key)];

    private static string ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
