using CompileBench.Analysis.Timing;
using MathNet.Numerics.Distributions;

namespace CompileBench.Analysis.Comparison.Duel;

/// <summary>What duels of an engine against itself show by one metric: every change they call is a false alarm.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Duels">How many duels.</param>
/// <param name="Comparisons">Cases that have bounds, over all duels.</param>
/// <param name="FalseAlarms">Cases and summaries called a change.</param>
/// <param name="DuelsWithAlarm">Duels that hold at least one.</param>
/// <param name="MissingBounds">Cases whose bounds do not hold 1, whether called a change or not.</param>
/// <param name="Equivalent">Cases settled as equivalent.</param>
/// <param name="AlarmRateUpper">Where a case's false alarm rate surely lies below: the 95% bound of Clopper and Pearson (1934), Biometrika 26.</param>
/// <param name="MedianDetectable">The change, as a share, that half of the cases would have shown nine times in ten with the effort spent on them;
/// null without bounds, and where it would have to be more than <see cref="Absurd"/>.</param>
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
    // Alarms are called too many where luck alone would bring so many this rarely.
    private const double TooRare = 0.05;

    /// <summary>A case that would not show even a hundredfold time was not measured in any sense of the word.</summary>
    public const double Absurd = 99;

    // Nine times in ten: a two-sided misrate of 20% leaves 10% above.
    private const double MissedChanges = 0.2;

    /// <summary>One a metric, in order of appearance.</summary>
    /// <param name="duels">Each duel's cases and summaries.</param>
    /// <param name="options">The threshold and misrate they were judged by.</param>
    public static IReadOnlyList<SelfDuel> ForMetrics(
        IReadOnlyList<(IReadOnlyList<CompileTimeComparison> Comparisons, IReadOnlyList<ComparisonSummary> Summaries)> duels, ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(duels);
        ArgumentNullException.ThrowIfNull(options);
        return [.. duels.SelectMany(d => d.Comparisons).Select(c => c.Metric).Distinct().Select(m => ForMetric(m, duels, options))];
    }

    /// <summary>True where more duels hold an alarm than <paramref name="suiteMisrate"/> makes likely: luck would bring so many once in twenty times at most.</summary>
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

    // A change is called where its lower bound exceeds no change and its estimate half the threshold; the estimate itself scatters.
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
