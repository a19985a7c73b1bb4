using CompileBench.Analysis.Comparison;

namespace CompileBench.Reporting.Documents.Comparisons;

/// <summary>A comparison of two engines as people read it, however it was measured.</summary>
public sealed record ComparisonDocument
{
    /// <summary>The baseline's label.</summary>
    public required string Baseline { get; init; }

    /// <summary>The candidate's label.</summary>
    public required string Candidate { get; init; }

    /// <summary>Every case by every metric.</summary>
    public required IReadOnlyList<CompileTimeComparison> Comparisons { get; init; }

    /// <summary>Geometric means.</summary>
    public required IReadOnlyList<ComparisonSummary> Summaries { get; init; }

    /// <summary>The threshold each metric was judged by, as a share.</summary>
    public required Func<ComparisonMetric, double> ThresholdOf { get; init; }

    /// <summary>How often any bounds of such a comparison miss.</summary>
    public required double SuiteMisrate { get; init; }

    /// <summary>How it was measured, in one sentence.</summary>
    public required string Method { get; init; }

    /// <summary>Where the figures come from, for the foot of charts and documents.</summary>
    public required string Caption { get; init; }

    /// <summary>What a reader has to know first: warnings, what is unsupported, what is missing; one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The metrics, in the order of judging.</summary>
    public IEnumerable<ComparisonMetric> Metrics => Comparisons.Select(c => c.Metric).Distinct();

    /// <summary>The cases whose verdict is a change, largest first.</summary>
    public IEnumerable<CompileTimeComparison> Changed =>
        Comparisons.Where(c => IsChange(c.Verdict)).OrderByDescending(c => Math.Abs(Math.Log(c.Ratio!.Value)));

    /// <summary>Whether a verdict says that something changed.</summary>
    public static bool IsChange(ChangeVerdict verdict) => verdict is not (ChangeVerdict.Inconclusive or ChangeVerdict.Equivalent);
}
