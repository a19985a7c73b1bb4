using CompileBench.Results.Schema;

namespace CompileBench.Results.Merging;

/// <summary>The records of one part of a plan, from all of its attempts.</summary>
/// <param name="Own">One record per case of what this part alone measured.</param>
/// <param name="Canaries">The records of the canaries, one per case and attempt.</param>
public sealed record ShardRecords(IReadOnlyList<CaseRecord> Own, IReadOnlyList<CaseRecord> Canaries)
{
    /// <summary>
    /// Reads a part. Where several attempts completed a case, its record has the samples of all of them: the rounds and launches of a later attempt are
    /// numbered on, so that an attempt is a block of its own. Every other fact is that of the complete run.
    /// </summary>
    /// <param name="attempts">The runs, the complete one first.</param>
    /// <param name="hostOf">The index of a run's host; null where all have one host.</param>
    /// <exception cref="RecordFormatException">A run is damaged, or two attempts compiled different bytes under one name.</exception>
    public static ShardRecords Read(IReadOnlyList<ShardRun> attempts, Func<ShardRun, int?> hostOf)
    {
        ArgumentNullException.ThrowIfNull(attempts);
        ArgumentNullException.ThrowIfNull(hostOf);
        var own = new List<CaseRecord>();
        var places = new Dictionary<MeasuredCase, int>();
        var canaries = new List<CaseRecord>();
        var (rounds, launches) = (0, 0);
        foreach (var attempt in attempts)
        {
            var records = attempt.ReadRecords();
            foreach (var record in records)
            {
                var moved = record with { Samples = [.. record.Samples.Select(s => s with { Host = hostOf(attempt), Round = s.Round + rounds, Launch = s.Launch + launches })] };
                if (attempt.IsCanary(record.Module))
                {
                    canaries.Add(moved);
                }

                if (attempt.Owns(record.Module) && !places.TryAdd(record.Case, own.Count))
                {
                    own[places[record.Case]] = Join(own[places[record.Case]], moved, attempt);
                }
                else if (attempt.Owns(record.Module))
                {
                    own.Add(moved);
                }
            }

            rounds += records.SelectMany(r => r.Samples).Max(s => s.Round) ?? 0;
            launches += records.SelectMany(r => r.Samples).Select(s => s.Launch).DefaultIfEmpty(0).Max();
        }

        return new ShardRecords(own, canaries);
    }

    private static CaseRecord Join(CaseRecord first, CaseRecord later, ShardRun attempt) =>
        first.ModuleDigest != later.ModuleDigest ? throw new RecordFormatException($"{attempt.Path} compiled other bytes under the name {first.Module} than another attempt at shard {attempt.Shard.Index}")
        : first.Outcome == OutcomeKind.Completed && later.Outcome == OutcomeKind.Completed ? first with { Samples = [.. first.Samples, .. later.Samples] }
        : first;
}
