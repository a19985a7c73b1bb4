using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Documents.Comparisons;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Reporting.Documents.Sources;

/// <summary>One engine's records in one recorded run.</summary>
/// <param name="Path">The path as it was given.</param>
/// <param name="Manifest">The run.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Records">Its records.</param>
/// <param name="Notices">Problems of the run's files, one sentence each.</param>
public sealed record RecordedRun(string Path, RunManifest Manifest, string Engine, IReadOnlyList<CaseRecord> Records, IReadOnlyList<string> Notices)
{
    private const char EngineMark = '@';
    private const string ManifestFile = "run.json";

    /// <summary>The host: times of different hosts are not comparable.</summary>
    public string Host => SharedHost ?? RunCaption.Host(Manifest.Host);

    /// <summary>Words for the hosts of a part of a merged run in which each case has one host; null for a run of one host.</summary>
    internal string? SharedHost { get; init; }

    /// <summary>
    /// Every engine of a run, in the manifest's order. A merged run is one such run per host, each with the records and samples of that host, because
    /// times of different hosts are not comparable.
    /// </summary>
    /// <exception cref="RecordFormatException">The path is not a run, or has a newer schema.</exception>
    public static IReadOnlyList<RecordedRun> ReadAll(string path)
    {
        var (manifest, records, notices) = Read(path);
        var order = manifest.Engines.Select(e => e.Label).ToList();
        return [.. records.GroupBy(r => r.Engine, StringComparer.Ordinal).OrderBy(g => order.IndexOf(g.Key))
            .SelectMany(g => ByHost(manifest, [.. g]), (g, host) => new RecordedRun(path, host.Manifest, g.Key, host.Records, notices))];
    }

    /// <summary>Returns the runs of one engine by <c>PATH</c> or <c>PATH@ENGINE</c>, in order of time. A path is a run or a directory of runs.</summary>
    /// <exception cref="RecordFormatException">The path is not a run, or has a newer schema.</exception>
    /// <exception cref="RecordFormatException">A run holds several engines and none was named, or not the named one; or the runs have several engines.</exception>
    public static IReadOnlyList<RecordedRun> ReadSide(string text)
    {
        var mark = Directory.Exists(text) || File.Exists(text) ? -1 : text.LastIndexOf(EngineMark);
        var (path, engine) = mark > 0 ? (text[..mark], text[(mark + 1)..]) : (text, null);
        var runs = RunsIn(path).SelectMany(run => ReadEngine(run, engine)).OrderBy(r => r.Manifest.StartedAt).ToList();
        var engines = runs.Select(r => r.Engine).Distinct(StringComparer.Ordinal).ToList();
        return engines.Count == 1 ? runs : throw new RecordFormatException($"{path} holds runs of several engines ({string.Join(", ", engines)}): name one as {path}{EngineMark}{engines[0]}");
    }

    /// <summary>Returns the path itself where it is a run, else the runs in that directory.</summary>
    /// <exception cref="RecordFormatException">The directory holds no run.</exception>
    public static IEnumerable<string> RunsIn(string path)
    {
        if (File.Exists(path) || File.Exists(System.IO.Path.Combine(path, ManifestFile)) || !Directory.Exists(path))
        {
            return [path];
        }

        var runs = Directory.EnumerateDirectories(path).Where(d => File.Exists(System.IO.Path.Combine(d, ManifestFile))).Order(StringComparer.Ordinal).ToList();
        return runs.Count > 0 ? runs : throw new RecordFormatException($"{path} holds no run: none of its folders has a {ManifestFile}");
    }

    private static IReadOnlyList<RecordedRun> ReadEngine(string path, string? engine)
    {
        var all = ReadAll(path);
        var engines = all.Select(r => r.Engine).Distinct(StringComparer.Ordinal).ToList();
        var has = string.Join(", ", engines);
        return (engine, engines.Count) switch
        {
            (_, 0) => throw new RecordFormatException(NoRecord(path)),
            (null, 1) => all,
            (null, _) => throw new RecordFormatException($"{path} holds several engines ({has}): name one as {path}{EngineMark}{engines[0]}"),
            _ => all.Where(r => r.Engine == engine).ToList() is { Count: > 0 } own ? own : throw new RecordFormatException($"{path} holds no engine '{engine}': it has {has}"),
        };
    }

    private static IEnumerable<(RunManifest Manifest, IReadOnlyList<CaseRecord> Records)> ByHost(RunManifest manifest, IReadOnlyList<CaseRecord> records)
    {
        if (manifest.Merge is not { Hosts.Count: > 1 } merge)
        {
            return [(manifest, records)];
        }

        // A record without samples, such as that of a rejected module, has no host and no time.
        return SampleHosts.In(records).OfType<int>().Where(host => host < merge.Hosts.Count)
            .Select(host => (manifest with { Host = merge.Hosts[host] }, (IReadOnlyList<CaseRecord>)[.. records.Select(r => SampleHosts.On(r, host)).OfType<CaseRecord>()]));
    }

    // A duel that counts instructions compares within itself: its pairs are no records of a case.
    private static string NoRecord(string path) => File.Exists(System.IO.Path.Combine(path, ComparisonJson.FileName))
        ? $"{path} is a duel that measured no times: its result is in its {ComparisonJson.FileName}; to compare other engines by instructions, use compilebench duel --metric instructions with --baseline and --candidate"
        : $"{path} holds no record: the run ended before it measured anything";

    // A run directory is read without the analysis of a report, which a history of hundreds of runs does not need.
    private static (RunManifest Manifest, IReadOnlyList<CaseRecord> Records, IReadOnlyList<string> Notices) Read(string path)
    {
        if (!Directory.Exists(path))
        {
            var data = RunSource.Read(path);
            return (data.Manifest, data.Records, data.Notices);
        }

        using var run = RunDirectory.OpenForReading(path);
        var manifest = run.ReadManifest();
        if (!File.Exists(run.JournalPath))
        {
            return (manifest, [], []);
        }

        var journal = JournalReader.Read(run.JournalPath);
        return (manifest, [.. journal.Records.GroupBy(r => r.Case).Select(g => g.Last())], journal.Notices);
    }
}
