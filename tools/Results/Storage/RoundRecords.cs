using CompileBench.Results.Schema;

namespace CompileBench.Results.Storage;

/// <summary>Joins the records that a run in rounds writes of one case, one for each round, to one record.</summary>
public static class RoundRecords
{
    /// <summary>
    /// One record per case where records have rounds; all other records stay as they are. The joined record stands in the place of the case's first
    /// record and has the samples of all rounds. Its outcome is that of the last record: a case that fails leaves later rounds.
    /// </summary>
    /// <param name="records">Records in the order they were written.</param>
    public static IReadOnlyList<CaseRecord> Join(IReadOnlyList<CaseRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (!records.Any(HasRounds))
        {
            return records;
        }

        var byCase = records.GroupBy(r => r.Case).ToDictionary(g => g.Key, g => g.ToArray());
        var joined = new List<CaseRecord>(byCase.Count);
        foreach (var record in records)
        {
            if (!byCase[record.Case].Any(HasRounds))
            {
                joined.Add(record);
            }
            else if (ReferenceEquals(record, byCase[record.Case][0]))
            {
                joined.Add(JoinCase(byCase[record.Case]));
            }
        }

        return joined;
    }

    /// <summary>The rounds that a record has samples of.</summary>
    public static IReadOnlySet<int> RoundsOf(CaseRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Samples.Select(s => s.Round).OfType<int>().ToHashSet();
    }

    private static bool HasRounds(CaseRecord record) => record.Samples.Any(s => s.Round is not null);

    // Where a round was measured twice, its later record counts.
    private static CaseRecord JoinCase(CaseRecord[] written)
    {
        var rounds = WithoutReplaced(written);
        var samples = new List<CompileTimeSample>();
        for (var i = 0; i < rounds.Length; i++)
        {
            var again = rounds.Skip(i + 1).SelectMany(RoundsOf).ToHashSet();
            samples.AddRange(rounds[i].Samples.Where(s => s.Round is not { } round || !again.Contains(round)));
        }

        var last = rounds[^1];
        return last with
        {
            Samples = samples,
            PeakNativeBytes = PeakOf(last, last.PeakNativeBytes) ?? Median(rounds.Select(r => r.PeakNativeBytes)),
            PeakAnonymousBytes = PeakOf(last, last.PeakAnonymousBytes) ?? Median(rounds.Select(r => r.PeakAnonymousBytes)),
            OutputDigest = rounds.Select(r => r.OutputDigest).FirstOrDefault(d => d is not null),
            CodeBytes = rounds.Select(r => r.CodeBytes).FirstOrDefault(b => b is not null),
            ArtifactBytes = rounds.Select(r => r.ArtifactBytes).FirstOrDefault(b => b is not null),
            StartedAt = rounds[0].StartedAt,
        };
    }

    // A record whose rounds all stand in later ones was written again, with more rounds or because a round was measured again.
    private static CaseRecord[] WithoutReplaced(CaseRecord[] written) =>
        [.. written.Where((r, i) => !RoundsOf(r).IsSubsetOf(written.Skip(i + 1).SelectMany(RoundsOf)) || i == written.Length - 1)];

    // A case that passed the memory limit has the peak that did so.
    private static long? PeakOf(CaseRecord last, long? peak) => last.Outcome == OutcomeKind.Completed ? null : peak;

    // The lower of the two middle values, so that it is a value that was measured.
    private static long? Median(IEnumerable<long?> values)
    {
        long[] known = [.. values.OfType<long>().Order()];
        return known.Length == 0 ? null : known[(known.Length - 1) / 2];
    }
}
