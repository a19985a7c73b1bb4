using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Comparison;

/// <summary>The comparison of candidate and baseline for one case and one metric.</summary>
public sealed record CompileTimeComparison
{
    /// <summary>The case.</summary>
    public required ComparedCase Case { get; init; }

    /// <summary>The metric.</summary>
    public required ComparisonMetric Metric { get; init; }

    /// <summary>Candidate over baseline, above 0; null without an estimate.</summary>
    public required double? Ratio { get; init; }

    /// <summary>The bounds of the true ratio; null where they are unknown.</summary>
    public required Bounds? Bounds { get; init; }

    /// <summary>The kind of repetition that the bounds account for.</summary>
    public required BoundsBasis Basis { get; init; }

    /// <summary>The misrate of these bounds alone: the suite's misrate, divided among cases, metrics and looks. 0 without bounds.</summary>
    public required double Misrate { get; init; }

    /// <summary>The smallest relevant change, as a share.</summary>
    public required double Threshold { get; init; }

    /// <summary>The verdict.</summary>
    public required ChangeVerdict Verdict { get; init; }

    /// <summary>Why the verdict is <see cref="ChangeVerdict.Inconclusive"/>.</summary>
    public required OpenReason Reason { get; init; }

    /// <summary>The number of measured pairs; for unpaired data the number of values on the smaller side.</summary>
    public required int Pairs { get; init; }

    /// <summary>The number of independent values that the bounds are based on: blocks or launches.</summary>
    public required int IndependentValues { get; init; }

    /// <summary>The message of the engine or the guard if a side failed; otherwise null.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the candidate failed and the baseline did not.</summary>
    public bool CandidateFailed { get; init; }

    /// <summary>The estimate on the log scale, for summaries; null without an estimate.</summary>
    public LogCentre? Log { get; init; }

    /// <summary>Makes a comparison without a verdict.</summary>
    public static CompileTimeComparison Without(
        ComparedCase what, ComparisonMetric metric, OpenReason reason, ComparisonOptions options, string? message = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new CompileTimeComparison
        {
            Case = what,
            Metric = metric,
            Ratio = null,
            Bounds = null,
            Basis = BoundsBasis.Unknown,
            Misrate = 0,
            Threshold = options.Threshold,
            Verdict = ChangeVerdict.Inconclusive,
            Reason = reason,
            Pairs = 0,
            IndependentValues = 0,
            Message = message,
        };
    }

    /// <summary>Makes a comparison from an estimate on the log scale.</summary>
    internal static CompileTimeComparison FromLog(
        ComparedCase what, ComparisonMetric metric, LogCentre log, double misrate, ComparisonOptions options)
    {
        Bounds? logBounds = log.LogBounds(misrate);
        ChangeVerdict verdict = ChangeJudge.Judge(metric, log.Value, logBounds, options.Threshold);
        OpenReason open = logBounds is null ? OpenReason.TooFewValues : OpenReason.BoundsTooWide;
        return Without(what, metric, verdict == ChangeVerdict.Inconclusive ? open : OpenReason.None, options) with
        {
            Ratio = Math.Exp(log.Value),
            Bounds = logBounds?.Exp(),
            Basis = logBounds is null ? BoundsBasis.Unknown : log.Basis,
            Misrate = logBounds is null ? 0 : misrate,
            Verdict = verdict,
            Log = log,
        };
    }
}
