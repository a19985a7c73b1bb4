using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Unpaired;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Versions;

/// <summary>Two engines on the same cases, from recorded runs: what can be said without measuring in pairs.</summary>
/// <param name="Baseline">The baseline's label.</param>
/// <param name="Candidate">The candidate's label.</param>
/// <param name="Options">What it was judged by.</param>
/// <param name="Cases">One comparison a case measured by both, by settings and module.</param>
/// <param name="Summaries">One a setting, then one over all of them where there are several; none where no case has bounds.</param>
/// <param name="SameHost">False where the two come from different hosts, whose times have no verdict.</param>
public sealed record VersionComparison(
    string Baseline,
    string Candidate,
    ComparisonOptions Options,
    IReadOnlyList<CompileTimeComparison> Cases,
    IReadOnlyList<ComparisonSummary> Summaries,
    bool SameHost)
{
    /// <summary>Compares the wall times of two engines, or of one engine in two runs.</summary>
    /// <param name="baseline">The denominator.</param>
    /// <param name="candidate">The numerator.</param>
    /// <param name="threshold">The smallest relevant change as a share: 0.02 is 2%.</param>
    /// <param name="settingsOrder">The order of settings; those not named follow by name.</param>
    /// <returns>Null where no case was measured by both.</returns>
    public static VersionComparison? BetweenSteps(HistoryStep baseline, HistoryStep candidate, double threshold, IReadOnlyList<string> settingsOrder)
    {
        var options = new ComparisonOptions { Threshold = threshold };
        var result = RunComparison.BetweenSides(
            new RecordedSide(baseline.Host, [[.. baseline.Compiles]]), new RecordedSide(candidate.Host, [[.. candidate.Compiles]]), [ComparisonMetric.Wall], options);
        return result.Comparisons.Count == 0 ? null : new VersionComparison(
            baseline.Label,
            candidate.Label,
            options,
            [.. result.Comparisons.OrderBy(c => SettingNames.RankIn(settingsOrder, c.Case.Settings)).ThenBy(c => c.Case.Settings, StringComparer.Ordinal).ThenBy(c => c.Case.Module, StringComparer.Ordinal)],
            [.. result.Summaries.OrderBy(s => s.Settings == ComparisonSummary.Overall).ThenBy(s => SettingNames.RankIn(settingsOrder, s.Settings)).ThenBy(s => s.Settings, StringComparer.Ordinal)],
            result.SameHost);
    }

    /// <summary>The cases whose verdict is a change, largest first.</summary>
    public IReadOnlyList<CompileTimeComparison> Changed =>
        [.. Cases.Where(c => c.Verdict is ChangeVerdict.Faster or ChangeVerdict.Slower).OrderByDescending(c => Math.Abs(Math.Log(c.Ratio!.Value)))];

    /// <summary>What stands in the way of a verdict, one sentence each; empty where nothing does.</summary>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            if (!SameHost)
            {
                return [$"{Candidate} and {Baseline} were measured on different hosts: their times do not compare, and no case has a verdict."];
            }

            var open = Cases.Count(c => c.Verdict == ChangeVerdict.Inconclusive);
            return open == 0 ? [] : [$"{Candidate} against {Baseline}: {open} of {RunCaption.Count(Cases.Count, "case")} {(open == 1 ? "is" : "are")} inconclusive."];
        }
    }
}
