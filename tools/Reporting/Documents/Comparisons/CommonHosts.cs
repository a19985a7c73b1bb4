using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Comparisons;

/// <summary>
/// Restricts the sides of a comparison with merged runs to what both sides measured on the same host. Each case keeps the records of one host, so that
/// no time is compared with a time of another host.
/// </summary>
internal static class CommonHosts
{
    /// <summary>Restricts both sides; sides without a merged run are returned as they are.</summary>
    /// <param name="baselines">The baseline's runs; a merged run is one per host.</param>
    /// <param name="candidates">The candidate's runs.</param>
    /// <returns>Both sides, and a sentence about the cases that were left out, if there are any. Where no case is common, the sides are as they were.</returns>
    public static (IReadOnlyList<RecordedRun> Baselines, IReadOnlyList<RecordedRun> Candidates, IReadOnlyList<string> Notes) Restrict(
        IReadOnlyList<RecordedRun> baselines, IReadOnlyList<RecordedRun> candidates)
    {
        if (baselines.Concat(candidates).All(r => r.Manifest.Merge is not { Hosts.Count: > 1 }))
        {
            return (baselines, candidates, []);
        }

        var (first, second) = (HostsByCase(baselines), HostsByCase(candidates));
        var common = first.Keys.Intersect(second.Keys)
            .Select(what => (What: what, Host: first[what].Intersect(second[what]).Order(StringComparer.Ordinal).FirstOrDefault()))
            .ToList();
        var kept = common.Where(c => c.Host is not null).ToDictionary(c => c.What, c => c.Host!);
        if (kept.Count == 0)
        {
            return (baselines, candidates, []);
        }

        var apart = common.Count - kept.Count;
        return (
            Keep(baselines, kept),
            Keep(candidates, kept),
            apart == 0 ? [] : [$"{RunCaption.Count(apart, "case")} {(apart == 1 ? "was" : "were")} measured on different hosts by the two sides and {(apart == 1 ? "is" : "are")} not compared"]);
    }

    private static Dictionary<(string, string, string), HashSet<string>> HostsByCase(IReadOnlyList<RecordedRun> runs) => runs
        .SelectMany(r => r.Records, (run, record) => (Case: CaseOf(record), run.Host))
        .GroupBy(r => r.Case, r => r.Host).ToDictionary(g => g.Key, g => g.ToHashSet(StringComparer.Ordinal));

    // The parts of one merged run are one run again: launches are its values, and each case has those of one host.
    private static IReadOnlyList<RecordedRun> Keep(IReadOnlyList<RecordedRun> runs, Dictionary<(string, string, string), string> kept)
    {
        var hosts = kept.Values.Distinct(StringComparer.Ordinal).ToList();
        return
        [
            .. runs.Select(run => run with { Records = [.. run.Records.Where(r => kept.GetValueOrDefault(CaseOf(r)) == run.Host)] })
                .Where(run => run.Records.Count > 0)
                .GroupBy(run => run.Path, StringComparer.Ordinal)
                .Select(g => g.First() with
                {
                    Records = [.. g.SelectMany(run => run.Records)],
                    SharedHost = hosts.Count == 1 ? hosts[0] : $"{hosts.Count} hosts, the same for each case on both sides",
                }),
        ];
    }

    // The two sides have different engines.
    private static (string, string, string) CaseOf(CaseRecord record) => (record.Operation, record.Module, record.Settings);
}
