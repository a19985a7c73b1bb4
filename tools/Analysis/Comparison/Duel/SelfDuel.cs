using CompileBench.Analysis.Timing;
using MathNet.Numerics.Distributions;

namespace CompileBench.Analysis.Comparison.Duel;

/// <summary>The result of duels of an engine with itself, for one metric: every change that they report is a false alarm.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Duels">The number of duels.</param>
/// <param name="Comparisons">Cases that have bounds, over all duels.</param>
/// <param name="FalseAlarms">Cases and summaries with a verdict of change.</param>
/// <param name="DuelsWithAlarm">Duels with at least one false alarm.</param>
/// <param name="MissingBounds">Cases whose bounds do not contain 1, whatever their verdict.</param>
/// <param name="Equivalent">Cases with the verdict equivalent.</param>
/// <param name="AlarmRateUpper">The upper 95% bound of a case's rate of false alarms: Clopper and Pearson (1934), Biometrika 26.</param>
/// <param name="MedianDetectable">The change, as a share, that half of the cases detect in nine of ten duels of this length;
/// null without bounds, and where it is more than <see cref="Absurd"/>.</param>
/// <param name="LargestDetectable">The same for the worst case.</param>
public sealed record SelfDuel(
    ComparisonMetric Metric,
    int Duels,
    int Comparisons,
    int FalseAlarms,
    int DuelsWithAlarm,
    int MissingBounds,
    int Equivalent,
    double AlarmRateUpper,
    double? MedianDetectable,
    double? LargestDetectable)
{
    // Alarms are too many where chance alone would cause so many this rarely.
    private const double TooRare = 0.05;

    /// <summary>A case that cannot detect even a hundredfold time was not really measured.</summary>
    public const double Absurd = 99;

    // Nine times in ten: a two-sided misrate of 20% leaves 10% above.
    private const double MissedChanges = 0.2;

    /// <summary>Makes one result per metric, in order of appearance.</summary>
    /// <param name="duels">Each duel's cases and summaries.</param>
    /// <param name="options">The threshold and misrate by which they were judged.</param>
    public static IReadOnlyList<SelfDuel> ForMetrics(
        IReadOnlyList<(IReadOnlyList<CompileTimeComparison> Comparisons, IReadOnlyList<ComparisonSummary> Summaries)> duels, ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(duels);
        ArgumentNullException.ThrowIfNull(options);
        return [.. duels.SelectMany(d => d.Comparisons).Select(c => c.Metric).Distinct().Select(m => ForMetric(m, duels, options))];
    }

    /// <summary>Whether more duels have an alarm than <paramref name="suiteMisrate"/> makes likely: chance alone would cause so many at most once in twenty times.</summary>
    public bool IsTooMany(double suiteMisrate) =>
        DuelsWithAlarm > 0 && 1 - Binomial.CDF(suiteMisrate, Duels, DuelsWithAlarm - 1) < TooRare;

    private static SelfDuel ForMetric(
        ComparisonMetric metric,
        IReadOnlyList<(IReadOnlyList<CompileTimeComparison> Comparisons, IReadOnlyList<ComparisonSummary> Summaries)> duels,
        ComparisonOptions options)
    {
        CompileTimeComparison[] judged = [.. duels.SelectMany(d => d.Comparisons).Where(c => c.Metric == metric && c.Bounds is not null)];
        int[] alarms = [.. duels.Select(d => d.Comparisons.Count(c => c.Metric == metric && IsChange(c.Verdict)) + d.Summaries.Count(s => s.Metric == metric && IsChange(s.Verdict)))];
        double[] detectable = [.. judged.Select(Detectable).Order()];
        int cases = judged.Count(c => IsChange(c.Verdict));
        return new SelfDuel(
            metric,
            duels.Count,
            judged.Length,
            alarms.Sum(),
            alarms.Count(a => a > 0),
            judged.Count(c => !c.Bounds!.Value.Contains(1)),
            judged.Count(c => c.Verdict == ChangeVerdict.Equivalent),
            judged.Length == 0 ? 1 : UpperRate(cases, judged.Length),
            detectable.Length == 0 ? null : Sensible(detectable[detectable.Length / 2]),
            detectable.Length == 0 ? null : Sensible(detectable[^1]));
    }

    private static bool IsChange(ChangeVerdict verdict) => verdict is not (ChangeVerdict.Inconclusive or ChangeVerdict.Equivalent);

    // The verdict is a change when the bounds exclude no change and the estimate exceeds half the threshold. The estimate scatters.
    private static double Detectable(CompileTimeComparison c)
    {
        LogCentre log = c.Log!.Value;
        double error = Math.Sqrt(log.Variance!.Value);
        double reach = StudentQuantile.TwoSided(log.DegreesOfFreedom, c.Misrate) * error;
        double called = Math.Max(reach, Math.Log(1 + c.Threshold) / 2);
        return Math.Exp(called + (StudentQuantile.TwoSided(log.DegreesOfFreedom, MissedChanges) * error)) - 1;
    }

    private static double? Sensible(double detectable) => detectable <= Absurd ? detectable : null;

    private static double UpperRate(int events, int trials) =>
        events == trials ? 1 : Beta.InvCDF(events + 1, trials - events, 0.95);
}
