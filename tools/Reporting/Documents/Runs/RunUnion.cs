using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>Several runs as one: every case of every run, the newest record of each.</summary>
public static class RunUnion
{
    private const int Named = 3;

    /// <summary>
    /// Joins runs. Of a case that several runs measured, the newest record counts. An engine that a newer run does not have is left out where
    /// newer runs cover each of its cases with another engine: a comparison of versions and a history show it.
    /// </summary>
    /// <param name="runs">At least one run, oldest first. A single run is returned as it is.</param>
    public static RunData Join(IReadOnlyList<RunData> runs)
    {
        ArgumentOutOfRangeException.ThrowIfZero(runs.Count, nameof(runs));
        if (runs.Count == 1)
        {
            return runs[0];
        }

        var engines = ShownEngines(runs);
        var newest = runs[^1].Manifest;
        var manifest = newest with
        {
            Kind = runs.All(r => r.Manifest.Kind == newest.Kind) ? newest.Kind : RunKind.Suite,
            Engines = [.. runs.Reverse().SelectMany(r => r.Manifest.Engines).Where(e => engines.Contains(e.Label)).DistinctBy(e => e.Label)],
            Modules = [.. runs.Reverse().SelectMany(r => r.Manifest.Modules).DistinctBy(m => m.Name)],
            Settings = [.. runs.Reverse().SelectMany(r => r.Manifest.Settings).Distinct(StringComparer.Ordinal)],
            Skipped = [.. runs.SelectMany(r => r.Manifest.Skipped).Distinct()],
        };
        return new RunData(
            manifest,
            [.. runs.SelectMany(r => r.Records).Where(r => engines.Contains(r.Engine))],
            Newest(runs, r => r.ModuleMetrics),
            [.. runs.SelectMany(r => r.Notices).Distinct(StringComparer.Ordinal)])
        {
            HeaviestFunctions = Newest(runs, r => r.HeaviestFunctions),
        };
    }

    /// <summary>What a reader of several runs must know: which cases overlap, which are missing in a run, and what differs besides the engine. One sentence each.</summary>
    /// <param name="runs">The runs, oldest first.</param>
    public static IReadOnlyList<string> Notes(IReadOnlyList<RunData> runs)
    {
        if (runs.Count < 2)
        {
            return [];
        }

        var notes = new List<string>();
        var cases = runs.SelectMany(r => r.Records.Select(x => x.Case)).GroupBy(c => c).Select(g => g.Count()).ToList();
        var repeated = cases.Count(n => n > 1);
        if (repeated > 0)
        {
            notes.Add($"{RunCaption.Count(repeated, "case")} of {RunCaption.Count(cases.Count, "case")} {(repeated == 1 ? "was" : "were")} measured by several runs: the tables show the newest.");
        }

        notes.AddRange(MissingModules(runs));
        notes.AddRange(OtherBytes(runs));
        var hosts = runs.Select(r => RunCaption.Host(r.Manifest.Host)).Distinct(StringComparer.Ordinal).ToList();
        if (hosts.Count > 1)
        {
            notes.Add($"The runs come from {RunCaption.Count(hosts.Count, "host")} ({string.Join("; ", hosts.Take(Named))}{(hosts.Count > Named ? "; …" : "")}): their times are not comparable with one another.");
        }

        var shown = ShownEngines(runs);
        var covered = runs.SelectMany(r => r.Records).Select(r => r.Engine).Distinct(StringComparer.Ordinal).Where(e => !shown.Contains(e)).ToList();
        if (covered.Count > 0)
        {
            notes.Add($"Newer runs have every case of {Names(covered)} with another engine: {(covered.Count == 1 ? "it is" : "they are")} in the comparison of versions only.");
        }

        return notes;
    }

    private static IEnumerable<string> MissingModules(IReadOnlyList<RunData> runs)
    {
        var modules = runs.Select(r => r.Records.Select(x => x.Module).ToHashSet(StringComparer.Ordinal)).ToList();
        var all = modules.SelectMany(m => m).ToHashSet(StringComparer.Ordinal);
        var partial = all.Where(m => !modules.TrueForAll(run => run.Contains(m))).Order(StringComparer.Ordinal).ToList();
        return partial.Count == 0
            ? []
            : [$"The runs hold {RunCaption.Count(all.Count, "module")} together; {partial.Count} of them {(partial.Count == 1 ? "is" : "are")} not in every run ({Names(partial)})."];
    }

    private static IEnumerable<string> OtherBytes(IReadOnlyList<RunData> runs)
    {
        var changed = runs.SelectMany(r => r.Records).Select(r => (r.Module, r.ModuleDigest)).Distinct()
            .GroupBy(m => m.Module, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).Order(StringComparer.Ordinal).ToList();
        return changed.Count == 0 ? [] : [$"{Names(changed)}: the runs compiled different bytes under this name."];
    }

    private static string Names(List<string> names) =>
        string.Join(", ", names.Take(Named).Select(n => PlainText.Cut(n, 60))) + (names.Count > Named ? $" and {names.Count - Named} more" : "");

    private static HashSet<string> ShownEngines(IReadOnlyList<RunData> runs)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        var covered = new HashSet<(string, string, string)>();
        foreach (var run in runs.Reverse())
        {
            foreach (var engine in run.Records.GroupBy(r => r.Engine, StringComparer.Ordinal))
            {
                if (engine.Any(r => !covered.Contains((r.Operation, r.Module, r.Settings))))
                {
                    shown.Add(engine.Key);
                }
            }

            covered.UnionWith(run.Records.Select(r => (r.Operation, r.Module, r.Settings)));
        }

        return shown;
    }

    private static Dictionary<string, T> Newest<T>(IReadOnlyList<RunData> runs, Func<RunData, IReadOnlyDictionary<string, T>> select) =>
        runs.SelectMany(select).GroupBy(p => p.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Value, StringComparer.Ordinal);
}
