using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Memory;

/// <summary>
/// One peak of memory from several launches. It is their median: the maximum grows with the number of launches, so that two runs with different
/// numbers of launches, or a run and a duel, would not compare.
/// </summary>
public static class PeakMemory
{
    /// <summary>
    /// Whether peaks of these records are compared by anonymous memory: where each record with a peak has one of anonymous memory. Else all are compared
    /// by resident memory; the two are never compared with one another, since resident memory includes pages of the engine's library.
    /// </summary>
    public static bool IsAnonymous(IEnumerable<CaseRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var measured = records.Where(r => r.PeakNativeBytes is not null || r.PeakAnonymousBytes is not null).ToList();

        // Where an operation completed, its record decides: a process that was killed has only what the owner saw of it.
        var completed = measured.Where(r => r.Outcome == OutcomeKind.Completed).ToList();
        return (completed.Count > 0 ? completed : measured).All(r => r.PeakAnonymousBytes is not null);
    }

    /// <summary>The peak of a record in bytes by anonymous or by resident memory; null where that was not measured.</summary>
    public static long? FromRecord(CaseRecord record, bool anonymous)
    {
        ArgumentNullException.ThrowIfNull(record);
        return anonymous ? record.PeakAnonymousBytes : record.PeakNativeBytes;
    }

    /// <summary>The median of the launches' peaks, in bytes.</summary>
    /// <param name="peaks">Each launch's peak in bytes; null, 0 and less where a launch did not measure it.</param>
    /// <returns>The middle value, or the mean of the two middle values, rounded down; null where no launch measured it.</returns>
    public static long? MedianOverLaunches(IEnumerable<long?> peaks)
    {
        ArgumentNullException.ThrowIfNull(peaks);
        long[] sorted = [.. peaks.OfType<long>().Where(p => p > 0).Order()];
        int half = sorted.Length / 2;
        return sorted.Length == 0 ? null
            : sorted.Length % 2 == 1 ? sorted[half]
            : sorted[half - 1] + ((sorted[half] - sorted[half - 1]) / 2);
    }
}
