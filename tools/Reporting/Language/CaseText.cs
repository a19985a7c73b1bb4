using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Runs;
using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Language;

/// <summary>What a table cell says about one case. The console and the Markdown report use the same words.</summary>
public static class CaseText
{
    /// <summary>Stands behind a figure whose bounds come from a single process.</summary>
    public const string OneProcessMark = "*";

    /// <summary>What <see cref="OneProcessMark"/> means, as a sentence.</summary>
    public const string OneProcessNote = "the bounds come from the iterations of one process; another process may well lie outside.";

    /// <summary><c>1.23 ms ± 2%</c>; without bounds the number of samples, <c>1.23 ms (2 samples)</c>; <c>n/a</c> without an estimate.</summary>
    public static string Time(TimeEstimate? estimate) =>
        estimate is null ? NotAvailable.Text
            : estimate.NotKnownAfterRounds is { } rounds ? NotKnownYet(rounds)
            : DurationText.Format(estimate.Centre, estimate.Bounds?.Lower, estimate.Bounds?.Upper)
                + (estimate.Bounds is null ? $" ({estimate.SampleCount} sample{(estimate.SampleCount == 1 ? "" : "s")})" : estimate.Basis == BoundsBasis.Iterations ? OneProcessMark : "");

    /// <summary>What stands in the place of a figure whose bounds would be wider than itself: <c>not known yet (2 rounds)</c>.</summary>
    public static string NotKnownYet(int rounds) => rounds == 1 ? "not known yet (1 round)" : $"not known yet ({rounds} rounds)";

    /// <summary><c>0.48x</c>; <c>n/a</c> without a ratio.</summary>
    public static string Ratio(RatioEstimate? estimate) => estimate?.NotKnownAfterRounds is { } rounds ? NotKnownYet(rounds) : RatioText.Format(estimate?.Ratio);

    /// <summary><c>0.48x (0.46x to 0.50x)</c>; <c>n/a</c> without a ratio.</summary>
    public static string RatioWithBounds(RatioEstimate? estimate) =>
        estimate?.NotKnownAfterRounds is { } rounds ? NotKnownYet(rounds) : RatioText.Format(estimate?.Ratio, estimate?.Bounds?.Lower, estimate?.Bounds?.Upper);

    /// <summary>How a case without a time ended: <c>rejected</c>, <c>&gt; 60.0 s</c>, <c>out of memory</c>, <c>crashed</c>.</summary>
    public static string Outcome(NotCompiledCase ended) => ended.Outcome switch
    {
        OutcomeKind.TimedOut => ended.AtLeastNanoseconds is { } least ? DurationText.AtLeast(least) : "timed out",
        _ => Outcome(ended.Outcome),
    };

    /// <summary>The outcome in small letters.</summary>
    public static string Outcome(OutcomeKind outcome) => outcome.Describe().Name;
}
