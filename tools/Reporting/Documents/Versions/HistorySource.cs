using System.Globalization;
using CompileBench.Analysis.History;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Versions;

/// <summary>The runs of a history, in order.</summary>
/// <param name="Steps">One step per engine and run.</param>
/// <param name="Notes">Problems of the runs' files, and changes other than the engine: one sentence each.</param>
public sealed record HistorySource(IReadOnlyList<HistoryStep> Steps, IReadOnlyList<string> Notes)
{
    /// <summary>Reads the runs and orders them.</summary>
    /// <param name="paths">Runs, or directories of runs.</param>
    /// <param name="engines">Selects engines by label, with the words that describe the selection; null for all.</param>
    /// <param name="byVersion">Orders by the engine's version instead of by the start of the run.</param>
    /// <exception cref="RecordFormatException">A path is not a run, or there are fewer than two runs.</exception>
    public static HistorySource Read(IReadOnlyList<string> paths, (Func<string, bool> Matches, string Words)? engines, bool byVersion)
    {
        var found = paths.SelectMany(RecordedRun.RunsIn).Distinct(StringComparer.Ordinal).ToList();
        var read = found.AsParallel().AsOrdered().SelectMany(RecordedRun.ReadAll).ToList();
        var selected = engines is { } selection ? [.. read.Where(r => selection.Matches(r.Engine))] : read;
        if (selected.Count < 2)
        {
            throw new RecordFormatException($"a history needs at least two runs of an engine; found {selected.Count}{(engines is null ? "" : $" that match '{engines.Value.Words}'")} in {string.Join(", ", paths)}");
        }

        var ordered = byVersion
            ? selected.OrderBy(r => Parts(r.Engine), VersionOrder.Instance).ThenBy(r => r.Engine, StringComparer.Ordinal).ThenBy(r => r.Manifest.StartedAt)
            : selected.OrderBy(r => r.Manifest.StartedAt).ThenBy(r => r.Manifest.Run, StringComparer.Ordinal);
        var runs = ordered.ToList();
        IReadOnlyList<HistoryStep> steps = [.. runs.Select(r => new HistoryStep(Label(r, runs), r.Host, r.Records))];
        var notices = runs.SelectMany(r => r.Notices.Select(n => $"{r.Path}: {n}")).Distinct(StringComparer.Ordinal);
        return new HistorySource(steps, [.. notices, .. ChangedModules(steps), .. MissingCases(steps), .. TooFew(steps)]);
    }

    private static IEnumerable<string> TooFew(IReadOnlyList<HistoryStep> steps) =>
        steps.Count < RunHistory.FewestRuns ? [$"at least {RunHistory.FewestRuns} runs are needed to find a change"] : [];

    // A case that some runs do not have is followed over the runs that have it.
    private static IEnumerable<string> MissingCases(IReadOnlyList<HistoryStep> steps)
    {
        var runs = steps.SelectMany(s => s.Followed.Where(r => r.Outcome == OutcomeKind.Completed).Select(r => (r.Operation, r.Module, r.Settings)).Distinct()).GroupBy(c => c).Select(g => g.Count()).ToList();
        var partial = runs.Count(n => n < steps.Count);
        return partial == 0 ? [] : [$"{partial} of {RunCaption.Count(runs.Count, "case")} {(partial == 1 ? "is" : "are")} not in every run: {(partial == 1 ? "it is" : "they are")} followed over the runs that have {(partial == 1 ? "it" : "them")}"];
    }

    // A step of a module whose bytes changed may come from the module.
    private static IEnumerable<string> ChangedModules(IReadOnlyList<HistoryStep> steps)
    {
        var digests = new Dictionary<string, string>();
        foreach (var step in steps)
        {
            foreach (var record in step.Followed.DistinctBy(r => r.Module))
            {
                if (digests.TryGetValue(record.Module, out var before) && before != record.ModuleDigest)
                {
                    yield return $"{record.Module} has other bytes from {step.Label} on: a step there may come from the module";
                }

                digests[record.Module] = record.ModuleDigest;
            }
        }
    }

    private static string Label(RecordedRun run, List<RecordedRun> all)
    {
        if (all.Count(r => r.Engine == run.Engine) == 1)
        {
            return run.Engine;
        }

        var day = RunCaption.Day(run.Manifest.StartedAt);
        var host = run.Manifest.Merge is { Hosts.Count: > 1 } ? $" {PlainText.Cut(run.Manifest.Host.Name, 40)}" : "";
        return all.Count(r => r.Engine == run.Engine && RunCaption.Day(r.Manifest.StartedAt) == day) == 1
            ? $"{run.Engine} {day}{host}"
            : $"{run.Engine} {run.Manifest.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}{host}";
    }

    private static int[] Parts(string label) => [.. label.Split('.', '-', '+').Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1)];

    private sealed class VersionOrder : IComparer<int[]>
    {
        public static VersionOrder Instance { get; } = new();

        public int Compare(int[]? x, int[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
