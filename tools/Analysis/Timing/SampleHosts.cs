using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Timing;

/// <summary>
/// Keeps the samples of different hosts apart. In a merged run a case may have samples of several hosts, where a part was retried on another one. Ratios
/// are formed on each host and then combined; times of two hosts are never pooled.
/// </summary>
public static class SampleHosts
{
    /// <summary>The hosts that measured records, by index; a single null for a run of one host.</summary>
    public static IReadOnlyList<int?> In(IEnumerable<CaseRecord> records) => [.. records.SelectMany(r => r.Samples).Select(s => s.Host).Distinct().Order()];

    /// <summary>The samples of the host that has the most; of several, the one with the lowest index.</summary>
    public static IReadOnlyList<CompileTimeSample> OfOneHost(IReadOnlyList<CompileTimeSample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.Count == 0 || samples.All(s => s.Host == samples[0].Host))
        {
            return samples;
        }

        var host = samples.GroupBy(s => s.Host).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
        return [.. samples.Where(s => s.Host == host)];
    }

    /// <summary>A record without the samples of hosts that measured a single round, where another host measured several: one round has no bounds, and takes them from every mean it is part of.</summary>
    public static CaseRecord WithoutSingleRounds(CaseRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Samples.Count == 0 || record.Samples.All(s => s.Host == record.Samples[0].Host))
        {
            return record;
        }

        var several = record.Samples.GroupBy(s => s.Host).Where(g => g.Select(s => s.Round).Distinct().Count() > 1).Select(g => g.Key).ToHashSet();
        return several.Count == 0 ? record : record with { Samples = [.. record.Samples.Where(s => several.Contains(s.Host))] };
    }

    /// <summary>A record with the samples of one host alone; null where that host has none.</summary>
    /// <param name="record">The record.</param>
    /// <param name="host">The index of the host; null for a run of one host.</param>
    public static CaseRecord? On(CaseRecord record, int? host)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Samples.All(s => s.Host == host))
        {
            return record.Samples.Count > 0 ? record : null;
        }

        CompileTimeSample[] own = [.. record.Samples.Where(s => s.Host == host)];
        return own.Length == 0 ? null : record with { Samples = own };
    }
}
