using System.Globalization;
using CompileBench.Analysis.History;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Versions;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Comparing;

/// <summary>The runs of a history.</summary>
/// <param name="Steps">One an engine and run, in order.</param>
/// <param name="Notes">What was wrong with their files, and what changed on the way besides the engine: a sentence each.</param>
internal sealed record HistorySource(IReadOnlyList<HistoryStep> Steps, IReadOnlyList<string> Notes);

/// <summary>Finds the runs of a history and brings them into order.</summary>
internal static class HistorySteps
{
    private const string ManifestFile = "run.json";

    /// <summary>One step an engine and run, and what a reader of their history should know.</summary>
    /// <param name="paths">Runs, or directories that hold runs.</param>
    /// <param name="engineGlob">Only engines with such a label; null for all.</param>
    /// <param name="byVersion">By the engine's version instead of by when a run began.</param>
    /// <exception cref="UsageException">There are fewer than two.</exception>
    /// <exception cref="RecordFormatException">A path is no run.</exception>
    public static HistorySource Read(IReadOnlyList<string> paths, string? engineGlob, bool byVersion)
    {
        var found = paths.SelectMany(RunsIn).Distinct(StringComparer.Ordinal).ToList();
        var read = found.AsParallel().AsOrdered().SelectMany(RecordedRun.ReadAll).ToList();
        var wanted = engineGlob is null ? read : [.. read.Where(r => new NameGlob(engineGlob).Matches(r.Engine))];
        if (wanted.Count < 2)
        {
            throw new UsageException($"a history needs at least two runs of an engine; found {wanted.Count}{(engineGlob is null ? "" : $" that match '{engineGlob}'")} in {string.Join(", ", paths)}");
        }

        var ordered = byVersion
            ? wanted.OrderBy(r => Parts(r.Engine), VersionOrder.Instance).ThenBy(r => r.Engine, StringComparer.Ordinal).ThenBy(r => r.Manifest.StartedAt)
            : wanted.OrderBy(r => r.Manifest.StartedAt).ThenBy(r => r.Manifest.Run, StringComparer.Ordinal);
        var runs = ordered.ToList();
        IReadOnlyList<HistoryStep> steps = [.. runs.Select(r => new HistoryStep(Label(r, runs), r.Host, r.Records))];
        var notices = runs.SelectMany(r => r.Notices.Select(n => $"{r.Path}: {n}")).Distinct(StringComparer.Ordinal);
        return new HistorySource(steps, [.. notices, .. ChangedModules(steps), .. TooFew(steps)]);
    }

    private static IEnumerable<string> TooFew(IReadOnlyList<HistoryStep> steps) =>
        steps.Count < RunHistory.FewestRuns ? [$"a change can be told from an accident from {RunHistory.FewestRuns} runs on"] : [];

    // A step of a module whose bytes changed on the way may be the module's own.
    private static IEnumerable<string> ChangedModules(IReadOnlyList<HistoryStep> steps)
    {
        var digests = new Dictionary<string, string>();
        foreach (var step in steps)
        {
            foreach (var record in step.Compiles.DistinctBy(r => r.Module))
            {
                if (digests.TryGetValue(record.Module, out var before) && before != record.ModuleDigest)
                {
                    yield return $"{record.Module} has other bytes from {step.Label} on: a step there may be the module's";
                }

                digests[record.Module] = record.ModuleDigest;
            }
        }
    }

    /// <summary>The path itself where it is a run, else the runs in it.</summary>
    public static IEnumerable<string> RunsIn(string path)
    {
        if (File.Exists(path) || File.Exists(Path.Combine(path, ManifestFile)) || !Directory.Exists(path))
        {
            return [path];
        }

        var runs = Directory.EnumerateDirectories(path).Where(d => File.Exists(Path.Combine(d, ManifestFile))).Order(StringComparer.Ordinal).ToList();
        return runs.Count > 0 ? runs : throw new UsageException($"{path} holds no run: none of its folders has a {ManifestFile}");
    }

    private static string Label(RecordedRun run, List<RecordedRun> all)
    {
        if (all.Count(r => r.Engine == run.Engine) == 1)
        {
            return run.Engine;
        }

        var day = RunCaption.Day(run.Manifest.StartedAt);
        return all.Count(r => r.Engine == run.Engine && RunCaption.Day(r.Manifest.StartedAt) == day) == 1
            ? $"{run.Engine} {day}"
            : $"{run.Engine} {run.Manifest.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}";
    }

    private static int[] Parts(string label) => [.. label.Split('.', '-', '+').Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1)];

    private sealed class VersionOrder : IComparer<int[]>
    {
        public static VersionOrder Instance { get; } = new();

        public int Compare(int[]? x, int[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
