namespace CompileBench.Analysis.Comparison.Unpaired;

/// <summary>
/// Compares recorded runs. The sides were not measured in turn, so differences between processes and between times are part of every ratio. Values are
/// launches (or runs), and their scatter is moderated over the cases. Where the cases of a setting differ from each other by more than their launches
/// explain, all bounds are widened accordingly (the empirical null of Efron, B. 2004, "Large-scale simultaneous hypothesis testing", JASA 99).
/// </summary>
/// <param name="Comparisons">One comparison per case and metric that both sides have, by metric, module and settings.</param>
/// <param name="Summaries">One summary per metric and setting, and one over all settings.</param>
/// <param name="OnlyBaseline">Cases that only the baseline has.</param>
/// <param name="OnlyCandidate">Cases that only the candidate has.</param>
/// <param name="Widening">The factor by which the standard errors of each metric were widened, at least 1.</param>
/// <param name="SameHost">Whether the sides come from the same host. Otherwise times have no verdict.</param>
public sealed record RunComparison(
    IReadOnlyList<CompileTimeComparison> Comparisons,
    IReadOnlyList<ComparisonSummary> Summaries,
    IReadOnlyList<ComparedCase> OnlyBaseline,
    IReadOnlyList<ComparedCase> OnlyCandidate,
    IReadOnlyDictionary<ComparisonMetric, double> Widening,
    bool SameHost)
{
    /// <summary>Compares two sides by the given metrics.</summary>
    /// <param name="baseline">The denominator.</param>
    /// <param name="candidate">The numerator.</param>
    /// <param name="metrics">Wall, CPU or memory.</param>
    /// <param name="options">Misrate and threshold.</param>
    public static RunComparison BetweenSides(
        RecordedSide baseline, RecordedSide candidate, IReadOnlyList<ComparisonMetric> metrics, ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(options);
        bool sameHost = baseline.Host == candidate.Host;
        var parts = metrics.Select(m => new MetricComparison(m, baseline, candidate, sameHost, options, metrics.Count)).ToArray();
        CompileTimeComparison[] comparisons = parts.SelectMany(p => p.Comparisons).ToArray();
        ComparedCase[] first = Cases(baseline);
        ComparedCase[] second = Cases(candidate);
        return new RunComparison(
            comparisons,
            ComparisonSummary.ForSettings([.. comparisons.Where(c => c.Bounds is not null)], options),
            [.. first.Except(second)],
            [.. second.Except(first)],
            parts.ToDictionary(p => p.Metric, p => p.Widening),
            sameHost);
    }

    private static ComparedCase[] Cases(RecordedSide side) => side.Runs
        .SelectMany(r => r)
        .Select(r => new ComparedCase(r.Operation, r.Module, r.Settings))
        .Distinct()
        .OrderBy(c => c.Module, StringComparer.Ordinal)
        .ThenBy(c => c.Settings, StringComparer.Ordinal)
        .ToArray();
}
