using CompileBench.Analysis.Comparison;
using CompileBench.Measuring.Duel;
using CompileBench.Reporting.Documents.Comparisons;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Cli.Comparing;

/// <summary>A duel's result as a document.</summary>
internal static class DuelDocument
{
    /// <summary>The document.</summary>
    /// <param name="result">The duel.</param>
    /// <param name="missing">Modules that were asked for and could not be had, in a line each.</param>
    public static ComparisonDocument Of(DuelResult result, IReadOnlyList<string> missing) => new()
    {
        Baseline = result.Baseline.Label,
        Candidate = result.Candidate.Label,
        Comparisons = result.Comparisons,
        Summaries = result.Summaries,
        ThresholdOf = result.ThresholdOf,
        SuiteMisrate = result.Options.SuiteMisrate,
        Method = Method(result),
        Caption = $"Wasmtime {result.Candidate.Label} and {result.Baseline.Label} · {RunCaption.Host(result.Manifest.Host)} · {RunCaption.Day(result.Manifest.StartedAt)} · "
            + RunCaption.Count(result.Comparisons.Where(c => c.Metric is ComparisonMetric.Wall or ComparisonMetric.Instructions).Sum(c => c.Pairs), "pair"),
        Notes = [.. Notes(result), .. missing],
    };

    private static string Method(DuelResult result)
    {
        var pairs = result.Comparisons.Any(c => c.Metric != ComparisonMetric.Instructions)
            ? "Both engines compiled in turn, in pairs of fresh processes, in random order." : "";
        var counts = result.Comparisons.Any(c => c.Metric == ComparisonMetric.Instructions)
            ? "Instructions are those of one compile, counted by Valgrind's callgrind." : "";
        return string.Join(' ', new[] { pairs, counts }.Where(s => s.Length > 0));
    }

    private static IEnumerable<string> Notes(DuelResult result)
    {
        foreach (var u in result.Unsupported)
        {
            yield return $"{u.Settings} is unsupported by {u.Engine} and was not compared: {u.Reason}";
        }

        foreach (var s in result.Manifest.Skipped.Where(s => result.Unsupported.All(u => s.What != $"{u.Settings} on {u.Engine}")))
        {
            yield return $"{s.What} was not compared: {s.Reason}";
        }

        var open = result.Comparisons.Count(c => c.Verdict == ChangeVerdict.Inconclusive && c.Reason != OpenReason.Failed);
        if (result.End == DuelEnd.Interrupted)
        {
            yield return $"interrupted after {Elapsed(result)}: this is what was known by then";
        }
        else if (open > 0)
        {
            yield return $"{RunCaption.Count(open, "verdict")} stayed open after {Elapsed(result)}: more --time, fewer modules or settings, or a larger --threshold settles more";
        }
    }

    private static string Elapsed(DuelResult result) => DurationText.Format(result.Elapsed.TotalNanoseconds);
}
