using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Comparison;

/// <summary>Candidate against baseline for one case and one metric.</summary>
public sealed record CompileTimeComparison
{
    /// <summary>What was compared.</summary>
    public required ComparedCase Case { get; init; }

    /// <summary>By what.</summary>
    public required ComparisonMetric Metric { get; init; }

    /// <summary>Candidate over baseline, above 0; null where there is no estimate at all.</summary>
    public required double? Ratio { get; init; }

    /// <summary>Where the true ratio lies; null where that cannot be said.</summary>
    public required Bounds? Bounds { get; init; }

    /// <summary>What the bounds speak for.</summary>
    public required BoundsBasis Basis { get; init; }

    /// <summary>How often these bounds alone may miss: the suite's misrate, shared out over cases, metrics and looks. 0 where there are none.</summary>
    public required double Misrate { get; init; }

    /// <summary>The smallest relevant change, as a share.</summary>
    public required double Threshold { get; init; }

    /// <summary>The verdict.</summary>
    public required ChangeVerdict Verdict { get; init; }

    /// <summary>Why there is none, where it is <see cref="ChangeVerdict.Inconclusive"/>.</summary>
    public required OpenReason Reason { get; init; }

    /// <summary>How many pairs were measured; for unpaired data how many values on the smaller side.</summary>
    public required int Pairs { get; init; }

    /// <summary>How many independent values stand behind the bounds: blocks or launches.</summary>
    public required int IndependentValues { get; init; }

    /// <summary>The engine's or guard's words where a side failed; else null.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the candidate failed where the baseline did not.</summary>
    public bool CandidateFailed { get; init; }

    /// <summary>The estimate on the log scale, for summaries; null where there is none.</summary>
    public LogCentre? Log { get; init; }

    /// <summary>A comparison that could not be made.</summary>
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

    /// <summary>A comparison from a finished estimate on the log scale.</summary>
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
