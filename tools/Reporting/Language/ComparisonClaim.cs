using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Timing;

namespace CompileBench.Reporting.Language;

/// <summary>What a comparison shows, as a sentence that says no more than its bounds.</summary>
public static class ComparisonClaim
{
    /// <summary>
    /// One case: <c>sqlite under winch: 51.0.0 takes 3.1% more wall time than 50.0.1 (1.9% to 4.3%)</c>.
    /// </summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="baseline">The baseline engine's label.</param>
    /// <param name="candidate">The candidate engine's label.</param>
    public static string ForCase(CompileTimeComparison comparison, string baseline, string candidate)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        string what = $"{ComparisonWords.ForModule(comparison.Case.Module, comparison.Case.Operation)} under {comparison.Case.Settings}: ";
        return what + (comparison.Ratio is { } ratio
            ? Change(comparison.Metric, comparison.Verdict, ratio, comparison.Bounds, comparison.Threshold, comparison.Reason, baseline, candidate)
            : $"{Quantity(comparison.Metric)} not judged, {Why(comparison)}");
    }

    /// <summary>
    /// Many cases: <c>winch, 12 modules: 51.0.0 takes 3.1% more wall time than 50.0.1 (1.9% to 4.3%)</c>.
    /// </summary>
    /// <param name="summary">The summary.</param>
    /// <param name="baseline">The baseline engine's label.</param>
    /// <param name="candidate">The candidate engine's label.</param>
    /// <param name="threshold">The smallest relevant change the summary was judged by.</param>
    public static string ForSummary(ComparisonSummary summary, string baseline, string candidate, double threshold)
    {
        ArgumentNullException.ThrowIfNull(summary);
        string cases = summary.Settings == ComparisonSummary.Overall
            ? $"all Cranelift settings{(ComparisonWords.IsCompile(summary.Operation) ? "" : $" ({summary.Operation})")}, {Count(summary.CaseCount, "case")}: "
            : $"{ComparisonWords.ForSettings(summary)}, {Count(summary.CaseCount, "module")}: ";
        return cases + Change(
            summary.Metric, summary.Verdict, summary.Ratio, summary.Bounds, threshold, OpenReason.BoundsTooWide, baseline, candidate);
    }

    private static string Change(
        ComparisonMetric metric,
        ChangeVerdict verdict,
        double ratio,
        Bounds? bounds,
        double threshold,
        OpenReason reason,
        string baseline,
        string candidate) => (verdict, bounds) switch
        {
            (ChangeVerdict.Equivalent, { } b) =>
                $"{candidate} takes the same {Quantity(metric)} as {baseline} within {ChangeText.Digits(threshold * 100)}% ({ChangeText.Signed(b.Lower)} to {ChangeText.Signed(b.Upper)})",
            (ChangeVerdict.Inconclusive, { } b) =>
                $"no verdict on {Quantity(metric)}, {candidate} over {baseline} is {ChangeText.Signed(ratio)}, anywhere from "
                + $"{ChangeText.Signed(b.Lower)} to {ChangeText.Signed(b.Upper)}",
            (_, null) => $"no verdict on {Quantity(metric)}, {candidate} over {baseline} was {ChangeText.Signed(ratio)} but {Words(reason)}",
            (_, { } b) => $"{candidate} takes {Compared(ratio, metric, baseline)} ({ChangeText.Range(b, ratio)})",
        };

    // "3% more time than X", but "2.4x the time of X".
    private static string Compared(double ratio, ComparisonMetric metric, string baseline) =>
        $"{ChangeText.Taking(ratio, metric)} {(ChangeText.IsFactor(ratio) ? "of" : "than")} {baseline}";

    private static string Quantity(ComparisonMetric metric) => ComparisonWords.ForMetric(metric);

    private static string Why(CompileTimeComparison comparison) =>
        comparison.Message is { } message ? $"{Words(comparison.Reason)}: {message}" : Words(comparison.Reason);

    private static string Words(OpenReason reason) => reason switch
    {
        OpenReason.SingleLaunch => "a side was measured in one process only",
        OpenReason.DifferentHosts => "the sides were measured on different hosts",
        OpenReason.DifferentModules => "the sides were given different bytes under this name",
        OpenReason.Failed => "a side failed",
        OpenReason.TooFewValues => "there are too few values",
        _ => "the bounds are too wide",
    };

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
