using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Results.Merging;

/// <summary>One run that is to be merged: an attempt at one shard.</summary>
/// <param name="Path">Its directory, as it was given.</param>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Shard">Which part it measured.</param>
public sealed record ShardRun(string Path, RunManifest Manifest, ShardDescription Shard)
{
    /// <summary>Whether it came to its end.</summary>
    public bool IsComplete => Manifest.EndedAt is not null;

    /// <summary>Reads the manifest of a run.</summary>
    /// <exception cref="RecordFormatException">It is not a run, or not one that can be merged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ShardRun Read(string path)
    {
        using var directory = RunDirectory.OpenForReading(path);
        var manifest = directory.ReadManifest();
        if (manifest.Merge is not null)
        {
            throw new RecordFormatException($"{path} is a merged run: merge the shards themselves");
        }

        var shard = manifest.Shard ?? throw new RecordFormatException($"{path} is no shard: it was measured without --shard; compilebench report takes several runs as they are");
        return new ShardRun(path, manifest, shard);
    }

    /// <summary>Reads the records, one per case. An attempt that was killed may have a torn last line; a complete run may not.</summary>
    /// <exception cref="RecordFormatException">Lines of a complete run are missing or cannot be read.</exception>
    public IReadOnlyList<CaseRecord> ReadRecords()
    {
        var journal = System.IO.Path.Combine(Path, "cases.jsonl");
        if (IsComplete && Manifest.JournalBytes is { } whole)
        {
            var length = File.Exists(journal) ? new FileInfo(journal).Length : 0;
            if (length != whole)
            {
                throw new RecordFormatException($"{journal} has {length} bytes and had {whole} when the run ended: copy the run again");
            }
        }

        var content = JournalReader.Read(journal);
        return content.LinesLeftOut == 0 || !IsComplete
            ? [.. content.Records.GroupBy(r => r.Case).Select(g => g.Last())]
            : throw new RecordFormatException($"{Path} ended and is damaged: {content.Notices[0]}");
    }

    /// <summary>Whether a module is one that every shard measures.</summary>
    public bool IsCanary(string module) => Shard.Canaries.Contains(UnitFor(module));

    /// <summary>Whether a module belongs to the part that this shard alone measures.</summary>
    public bool Owns(string module) => !IsCanary(module) || Shard.Units.Contains(UnitFor(module));

    // A scaling run divides shapes, whose modules are SHAPE@SIZE.
    private string UnitFor(string module) => Manifest.Kind == RunKind.Scaling && module.IndexOf('@', StringComparison.Ordinal) is > 0 and var mark ? module[..mark] : module;
}
