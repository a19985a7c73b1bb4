using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Results.Merging;

/// <summary>
/// Writes one run from the shards of a plan. The bytes follow from the runs alone and not from the order in which they are named. A reader sees the
/// whole merged run or none: it is made beside its place and moved there.
/// </summary>
public static class RunMerge
{
    /// <summary>The records of the canaries in a merged run, which are not part of its cases.</summary>
    public const string CanariesFile = "canaries.jsonl";

    /// <summary>Merges.</summary>
    /// <param name="shards">The runs.</param>
    /// <param name="output">The directory of the merged run; it must not exist or be empty.</param>
    /// <param name="judge">Finds the hosts whose canaries depart, from the records of all canaries; called where there are several hosts.</param>
    /// <param name="leaveOut">Whether the records of such hosts are left out.</param>
    /// <param name="cancellation">Ends the work; nothing is written then.</param>
    /// <returns>The manifest of the merged run.</returns>
    /// <exception cref="RecordFormatException">A run is damaged, or the directory is in use.</exception>
    /// <exception cref="IOException">The run cannot be written.</exception>
    public static RunManifest Write(
        ShardSet shards, string output, Func<IReadOnlyList<CaseRecord>, IReadOnlyList<HostDescription>, IReadOnlyList<CanaryDeparture>> judge, bool leaveOut, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(shards);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(judge);
        var target = Path.GetFullPath(output);
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new RecordFormatException($"{output} exists: name a directory that does not exist with -o");
        }

        var beside = $"{Path.TrimEndingDirectorySeparator(target)}.{Guid.NewGuid():N}.tmp";
        Directory.CreateDirectory(beside);
        try
        {
            var manifest = WriteInto(shards, beside, Path.GetFileName(Path.TrimEndingDirectorySeparator(target)), judge, leaveOut, cancellation);
            if (Directory.Exists(target))
            {
                Directory.Delete(target);
            }

            Directory.Move(beside, target);
            return manifest;
        }
        catch
        {
            Directory.Delete(beside, recursive: true);
            throw;
        }
    }

    private static RunManifest WriteInto(
        ShardSet shards, string directory, string name, Func<IReadOnlyList<CaseRecord>, IReadOnlyList<HostDescription>, IReadOnlyList<CanaryDeparture>> judge, bool leaveOut, CancellationToken cancellation)
    {
        var journal = Path.Combine(directory, "cases.jsonl");
        var canaries = WriteRecords(shards, journal, _ => true, cancellation);
        CheckCanaries(canaries);
        WriteLines(Path.Combine(directory, CanariesFile), canaries);
        var departures = shards.Hosts.Hosts.Count > 1 ? judge(canaries, shards.Hosts.Hosts) : [];
        var manifest = MergedManifest.FromShards(shards, name);
        int[] left = leaveOut ? [.. departures.Select(d => d.Host).Distinct().Order()] : [];
        if (left.Length > 0)
        {
            WriteRecords(shards, journal, run => !left.Contains(shards.Hosts.IndexOf(run)), cancellation);
            manifest = manifest with { Skipped = [.. manifest.Skipped, .. LeftOut(shards, left)] };
        }

        MergedFiles.Write([.. shards.Shards.Select(s => s[0]).Where(r => !left.Contains(shards.Hosts.IndexOf(r)))], directory);
        manifest = manifest with
        {
            JournalBytes = new FileInfo(journal).Length,
            Merge = manifest.Merge! with { Departures = departures, LeftOutHosts = left },
        };
        AtomicFile.Write(Path.Combine(directory, "run.json"), RecordsJson.Document(manifest));
        return manifest;
    }

    // One part is in memory at a time. A part whose complete run is not taken is left out as a whole. Returns the records of the canaries, whose rounds are numbered over all runs.
    private static List<CaseRecord> WriteRecords(ShardSet shards, string path, Func<ShardRun, bool> isTaken, CancellationToken cancellation)
    {
        var hasHosts = shards.Hosts.Hosts.Count > 1;
        var canaries = new List<CaseRecord>();
        var rounds = 0;
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        foreach (var attempts in shards.Shards.Where(s => isTaken(s[0])))
        {
            cancellation.ThrowIfCancellationRequested();
            ShardRun[] taken = [.. attempts.Where(isTaken)];
            var records = ShardRecords.Read(taken, run => hasHosts ? shards.Hosts.IndexOf(run) : null);
            foreach (var record in records.Own)
            {
                file.Write(RecordsJson.Line(record));
                file.WriteByte((byte)'\n');
            }

            canaries.AddRange(records.Canaries.Select(r => r with { Samples = [.. r.Samples.Select(s => s with { Round = s.Round + rounds, Launch = s.Launch + rounds })] }));
            rounds += records.Canaries.SelectMany(r => r.Samples).Select(s => Math.Max(s.Round ?? 0, s.Launch)).DefaultIfEmpty(0).Max();
        }

        file.Flush(flushToDisk: true);
        return canaries;
    }

    private static void CheckCanaries(IEnumerable<CaseRecord> canaries)
    {
        foreach (var module in canaries.GroupBy(r => r.Module, StringComparer.Ordinal))
        {
            if (module.Select(r => r.ModuleDigest).Distinct(StringComparer.Ordinal).Skip(1).Any())
            {
                throw new RecordFormatException($"the shards compiled different bytes under the name {module.Key}: versions of this tool that generate other modules cannot be merged");
            }
        }
    }

    private static IEnumerable<SkippedCases> LeftOut(ShardSet shards, int[] hosts) =>
        from attempts in shards.Shards
        where hosts.Contains(shards.Hosts.IndexOf(attempts[0]))
        from unit in attempts[0].Shard.Units
        select new SkippedCases(
            unit, SkipReason.DepartingHost, $"measured on {attempts[0].Manifest.Host.Name}, whose ratios between settings depart from those of other hosts: measure shard {attempts[0].Shard.Index} of {attempts[0].Shard.Count} on another host");

    private static void WriteLines(string path, IEnumerable<CaseRecord> records)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        foreach (var record in records)
        {
            file.Write(RecordsJson.Line(record));
            file.WriteByte((byte)'\n');
        }

        file.Flush(flushToDisk: true);
    }
}
