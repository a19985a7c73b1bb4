using System.Globalization;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Unpaired;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Comparisons;

/// <summary>A comparison of recorded runs: one or several runs per side, not measured in pairs.</summary>
public static class RecordedComparison
{
    private static readonly ComparisonMetric[] Metrics = [ComparisonMetric.Wall, ComparisonMetric.Cpu, ComparisonMetric.Memory];

    /// <summary>Compares two sides.</summary>
    /// <param name="baselines">The baseline's runs, at least one, in order of time.</param>
    /// <param name="candidates">The candidate's runs, at least one, in order of time.</param>
    /// <param name="options">The threshold and misrate.</param>
    /// <exception cref="RecordFormatException">The sides have no case in common.</exception>
    public static ComparisonDocument FromRuns(IReadOnlyList<RecordedRun> baselines, IReadOnlyList<RecordedRun> candidates, ComparisonOptions options)
    {
        (baselines, candidates, var elsewhere) = CommonHosts.Restrict(baselines, candidates);
        var result = RunComparison.BetweenSides(Side(baselines), Side(candidates), Metrics, options);
        var (baseline, candidate) = (baselines[^1], candidates[^1]);
        if (result.Comparisons.Count == 0)
        {
            throw new RecordFormatException(
                $"the runs have no case in common: {baseline.Path} has {Cases(result.OnlyBaseline)}, {candidate.Path} has {Cases(result.OnlyCandidate)}: measure the candidate with the same --suite, --module and --settings as the baseline, or measure both engines with compilebench duel");
        }

        // A metric that neither run measured is not listed case by case.
        var measured = Metrics.Where(m => result.Comparisons.Any(c => c.Metric == m && (c.Ratio is not null || c.Reason != OpenReason.TooFewValues))).ToHashSet();
        var (from, to) = Labels(baseline, candidate);
        return new ComparisonDocument
        {
            Baseline = from,
            Candidate = to,
            Comparisons = [.. result.Comparisons.Where(c => measured.Contains(c.Metric))],
            Summaries = result.Summaries,
            ThresholdOf = _ => options.Threshold,
            SuiteMisrate = options.SuiteMisrate,
            Method = baselines.DistinctBy(r => r.Path).Count() + candidates.DistinctBy(r => r.Path).Count() == 2
                ? "Two recorded runs, measured one after the other and not in pairs."
                : $"Recorded runs, not measured in pairs: {baselines.DistinctBy(r => r.Path).Count()} of the baseline, {candidates.DistinctBy(r => r.Path).Count()} of the candidate.",
            Caption = $"Wasmtime {to} and {from} · {candidate.Host}{(result.SameHost ? "" : " and " + baseline.Host)} · "
                + $"{RunCaption.Day(candidate.Manifest.StartedAt)} and {RunCaption.Day(baseline.Manifest.StartedAt)}",
            Notes = [.. elsewhere, .. Notes(baselines, candidates, result, measured)],
        };
    }

    // Runs of one side on several hosts count as a host of their own, so that their times get no verdict.
    private static RecordedSide Side(IReadOnlyList<RecordedRun> runs) =>
        new(string.Join(" and ", runs.Select(r => r.Host).Distinct(StringComparer.Ordinal)), [.. runs.Select(r => r.Records)]);

    private static IEnumerable<string> Notes(
        IReadOnlyList<RecordedRun> baselines, IReadOnlyList<RecordedRun> candidates, RunComparison result, HashSet<ComparisonMetric> measured)
    {
        var (baseline, candidate) = (baselines[^1], candidates[^1]);
        foreach (var notice in baselines.Concat(candidates).SelectMany(r => r.Notices))
        {
            yield return notice;
        }

        if (!result.SameHost)
        {
            yield return $"the runs come from different hosts ({baseline.Host}; {candidate.Host}): their times are not comparable and get no verdict";
        }

        foreach (var metric in Metrics.Where(m => !measured.Contains(m)))
        {
            yield return $"{ComparisonWords.ForMetric(metric)} was not measured in both runs";
        }

        foreach (var (metric, widening) in result.Widening.Where(w => w.Value > 1.05 && measured.Contains(w.Key)))
        {
            yield return $"{ComparisonWords.ForMetric(metric)}: cases differ by more than their launches explain, so all bounds are widened by {widening:0.0}";
        }

        if (baselines.Count + candidates.Count == 2)
        {
            yield return "peak memory: a run measures it once per case, so one run per side gives a ratio and no verdict; to get one, name a directory with several runs of a side";
        }

        if (HostLoad.FindNote(baseline, candidate, result.Comparisons) is { } load)
        {
            yield return load;
        }

        var single = result.Comparisons.Count(c => c.Metric == ComparisonMetric.Wall && c.Reason == OpenReason.SingleLaunch);
        if (single > 0)
        {
            yield return $"{RunCaption.Count(single, "case")} without a verdict: a side was measured in one process only";
        }

        if (result.OnlyBaseline.Count + result.OnlyCandidate.Count > 0)
        {
            yield return $"not in both runs and not compared: {Cases(result.OnlyBaseline)} of the baseline, {Cases(result.OnlyCandidate)} of the candidate";
        }

        yield return "the runs were not measured in turn: a host that was slower during one of them looks like a slower engine; compilebench duel excludes that";
    }

    // Two runs of one engine are distinguished by their start.
    private static (string Baseline, string Candidate) Labels(RecordedRun baseline, RecordedRun candidate) => baseline.Engine != candidate.Engine
        ? (baseline.Engine, candidate.Engine)
        : ($"{baseline.Engine} of {Moment(baseline)}", $"{candidate.Engine} of {Moment(candidate)}");

    private static string Moment(RecordedRun run) => run.Manifest.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Cases(IReadOnlyList<ComparedCase> cases) =>
        cases.Count == 0 ? "none" : $"{RunCaption.Count(cases.Count, "case")} ({string.Join(", ", cases.Take(2))}{(cases.Count > 2 ? ", …" : "")})";
}
