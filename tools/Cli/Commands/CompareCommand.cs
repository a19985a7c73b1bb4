using System.CommandLine;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Unpaired;
using CompileBench.Cli.Comparing;
using CompileBench.Measuring;
using CompileBench.Reporting.Documents.Comparisons;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Cli.Commands;

/// <summary><c>compare</c>: two recorded runs; exit code 1 where the candidate is worse.</summary>
internal static class CompareCommand
{
    private static readonly ComparisonMetric[] Metrics = [ComparisonMetric.Wall, ComparisonMetric.Cpu, ComparisonMetric.Memory];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        const string forms = "a run's directory, or a directory of several runs; PATH@ENGINE where they hold several engines";
        var baseline = new Argument<string>("baseline") { Description = $"what to compare with: {forms}" };
        var candidate = new Argument<string>("candidate") { Description = "what is judged" };
        var threshold = new Option<string?>("--threshold") { Description = "the smallest relevant change (default 2%)" };
        var failOn = RegressionRule.Option();
        var markdown = new Option<string?>("--markdown") { Description = "write a summary for a pull request to this file" };
        var output = new Option<string?>("--output", "-o") { Description = "write Markdown, JSON and a forest chart a metric to this directory" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command("compare", "what two recorded runs say of the candidate. Exit code 1 where it is worse (--fail-on)")
        {
            baseline, candidate, threshold, failOn, markdown, output, json,
        };
        command.SetAction(result =>
        {
            var rule = RegressionRule.Parse(result.GetValue(failOn)!);
            var share = ThresholdOption.Read(threshold.Name, result.GetValue(threshold), new ComparisonOptions().Threshold);
            var document = Compare(
                RecordedRun.ReadSide(result.GetValue(baseline)!), RecordedRun.ReadSide(result.GetValue(candidate)!), new ComparisonOptions { Threshold = share });
            if (result.GetValue(json))
            {
                Console.WriteLine(ComparisonJson.Of(document));
            }
            else
            {
                ComparisonPrinter.Print(document);
            }

            ComparisonPrinter.WriteFiles(document, result.GetValue(markdown), result.GetValue(output));
            return rule.ExitCode(document);
        });
        return command;
    }

    private static ComparisonDocument Compare(IReadOnlyList<RecordedRun> baselines, IReadOnlyList<RecordedRun> candidates, ComparisonOptions options)
    {
        var result = RunComparison.BetweenSides(Side(baselines), Side(candidates), Metrics, options);
        var (baseline, candidate) = (baselines[^1], candidates[^1]);
        if (result.Comparisons.Count == 0)
        {
            throw new UsageException(
                $"the runs have nothing in common: {baseline.Path} has {Cases(result.OnlyBaseline)}, {candidate.Path} has {Cases(result.OnlyCandidate)}");
        }

        // A metric that neither run measured is not listed as open case by case.
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
            Method = baselines.Count + candidates.Count == 2
                ? "Two recorded runs, measured one after the other and not in pairs."
                : $"Recorded runs, not measured in pairs: {baselines.Count} of the baseline, {candidates.Count} of the candidate.",
            Caption = $"Wasmtime {to} and {from} · {candidate.Host}{(result.SameHost ? "" : " and " + baseline.Host)} · "
                + $"{RunCaption.Day(candidate.Manifest.StartedAt)} and {RunCaption.Day(baseline.Manifest.StartedAt)}",
            Notes = [.. Notes(baselines, candidates, result, measured)],
        };
    }

    // Runs of one side on several hosts do not make a series: they count as a host of their own, so that no time of theirs is judged.
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
            yield return $"the runs come from different hosts ({baseline.Host}; {candidate.Host}): their times do not compare and get no verdict";
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
            yield return "peak memory: a run measures it once a case, so one run a side gives a ratio and no verdict; put several runs of a side into one directory and name that";
        }

        if (HostLoad.Note(baseline, candidate, result.Comparisons) is { } load)
        {
            yield return load;
        }

        var single = result.Comparisons.Count(c => c.Metric == ComparisonMetric.Wall && c.Reason == OpenReason.SingleLaunch);
        if (single > 0)
        {
            yield return $"{RunCaption.Count(single, "case")} were measured in one process only on a side: no verdict";
        }

        if (result.OnlyBaseline.Count + result.OnlyCandidate.Count > 0)
        {
            yield return $"not in both runs and not compared: {Cases(result.OnlyBaseline)} of the baseline, {Cases(result.OnlyCandidate)} of the candidate";
        }

        yield return "the runs were not measured in turn: a host that was slower throughout one of them looks like a slower engine; compilebench duel excludes that";
    }

    // Two runs of one engine are told apart by when they began.
    private static (string Baseline, string Candidate) Labels(RecordedRun baseline, RecordedRun candidate) => baseline.Engine != candidate.Engine
        ? (baseline.Engine, candidate.Engine)
        : ($"{baseline.Engine} of {Moment(baseline)}", $"{candidate.Engine} of {Moment(candidate)}");

    private static string Moment(RecordedRun run) => run.Manifest.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private static string Cases(IReadOnlyList<ComparedCase> cases) =>
        cases.Count == 0 ? "none" : $"{RunCaption.Count(cases.Count, "case")} ({string.Join(", ", cases.Take(2))}{(cases.Count > 2 ? ", …" : "")})";
}
