using CompileBench.Measuring;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Cli.Comparing;

/// <summary>One engine's records in one recorded run.</summary>
/// <param name="Path">What the person named.</param>
/// <param name="Manifest">The run.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Records">Its records.</param>
/// <param name="Notices">What was wrong with the run's files.</param>
internal sealed record RecordedRun(string Path, RunManifest Manifest, string Engine, IReadOnlyList<CaseRecord> Records, IReadOnlyList<string> Notices)
{
    private const char EngineMark = '@';

    /// <summary>What it was measured on: times of different hosts do not compare.</summary>
    public string Host => RunCaption.Host(Manifest.Host);

    /// <summary>Every engine of a run, in the manifest's order.</summary>
    /// <exception cref="RecordFormatException">It is no run, or one of a newer schema.</exception>
    public static IReadOnlyList<RecordedRun> ReadAll(string path)
    {
        var (manifest, records, notices) = Read(path);
        var order = manifest.Engines.Select(e => e.Label).ToList();
        return [.. records.GroupBy(r => r.Engine, StringComparer.Ordinal).OrderBy(g => order.IndexOf(g.Key))
            .Select(g => new RecordedRun(path, manifest, g.Key, [.. g], notices))];
    }

    /// <summary>The runs of one engine meant by <c>PATH</c> or <c>PATH@ENGINE</c>, a path being a run or a directory of runs; in order of time.</summary>
    /// <exception cref="RecordFormatException">It is no run, or one of a newer schema.</exception>
    /// <exception cref="UsageException">A run holds several engines and none was named, or not the one that was; or the runs are of several engines.</exception>
    public static IReadOnlyList<RecordedRun> ReadSide(string text)
    {
        var mark = Directory.Exists(text) || File.Exists(text) ? -1 : text.LastIndexOf(EngineMark);
        var (path, engine) = mark > 0 ? (text[..mark], text[(mark + 1)..]) : (text, null);
        var runs = HistorySteps.RunsIn(path).Select(run => ReadOne(run, engine)).OrderBy(r => r.Manifest.StartedAt).ToList();
        var engines = runs.Select(r => r.Engine).Distinct(StringComparer.Ordinal).ToList();
        return engines.Count == 1 ? runs : throw new UsageException($"{path} holds runs of several engines ({string.Join(", ", engines)}): name one as {path}{EngineMark}{engines[0]}");
    }

    private static RecordedRun ReadOne(string path, string? engine)
    {
        var all = ReadAll(path);
        var has = string.Join(", ", all.Select(r => r.Engine));
        return (engine, all.Count) switch
        {
            (_, 0) => throw new UsageException($"{path} holds no record: nothing was measured, or it was killed before anything was"),
            (null, 1) => all[0],
            (null, _) => throw new UsageException($"{path} holds several engines ({has}): name one as {path}{EngineMark}{all[0].Engine}"),
            _ => all.FirstOrDefault(r => r.Engine == engine) ?? throw new UsageException($"{path} holds no engine '{engine}': it has {has}"),
        };
    }

    // A run's directory is read without a report's analysis, which a history of hundreds of runs has no use for.
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
