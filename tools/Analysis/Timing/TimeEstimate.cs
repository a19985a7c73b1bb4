using CompileBench.Results.Schema;
using Pragmastat;
using Pragmastat.Estimators;

namespace CompileBench.Analysis.Timing;

/// <summary>The time of one compile of a case: a robust centre with bounds, from samples of one kind.</summary>
/// <param name="Centre">Nanoseconds of one compile: the median of the launches' medians.</param>
/// <param name="Bounds">The bounds of the true centre, in nanoseconds; null where there are too few samples.</param>
/// <param name="Basis">The kind of repetition that the bounds account for.</param>
/// <param name="RelativeSpread">Median absolute difference of two samples over their centre (Pragmastat's spread); null for a single sample.</param>
/// <param name="Launches">The number of processes.</param>
/// <param name="SampleCount">The number of samples.</param>
/// <param name="Log">The same estimate on the log scale, for ratios.</param>
public sealed record TimeEstimate(
    double Centre,
    Bounds? Bounds,
    BoundsBasis Basis,
    double? RelativeSpread,
    int Launches,
    int SampleCount,
    LogCentre Log)
{
    /// <summary>The number of rounds if the bounds would be wider than the time itself, so that the time is still unknown; otherwise null.</summary>
    public int? NotKnownAfterRounds { get; init; }

    /// <summary>The default misrate.</summary>
    public const double DefaultMisrate = 0.05;

    /// <summary>Makes the estimate from the samples of one kind in a record.</summary>
    /// <param name="record">The record; only those with the outcome <see cref="OutcomeKind.Completed"/> have a time.</param>
    /// <param name="kind">Warm or cold, which are different quantities.</param>
    /// <param name="source">The clock.</param>
    /// <param name="misrate">The misrate of the bounds, above 0 and below 1.</param>
    /// <returns>Null where the case was not compiled or has no sample of that kind and clock.</returns>
    public static TimeEstimate? From(
        CaseRecord record,
        SampleKind kind = SampleKind.Warm,
        TimeSource source = TimeSource.Wall,
        double misrate = DefaultMisrate)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Outcome == OutcomeKind.Completed ? From(SampleHosts.OfOneHost(record.Samples), kind, source, misrate) : null;
    }

    /// <summary>Makes the estimate from raw samples. It uses only those of <paramref name="kind"/>.</summary>
    /// <inheritdoc cref="From(CaseRecord, SampleKind, TimeSource, double)"/>
    public static TimeEstimate? From(IEnumerable<CompileTimeSample> samples, SampleKind kind, TimeSource source, double misrate)
    {
        ArgumentNullException.ThrowIfNull(samples);
        double[][] launches = samples
            .Where(s => s.Kind == kind)
            .GroupBy(s => s.Launch)
            .OrderBy(g => g.Key)
            .Select(g => g.Select(s => source.NanosecondsOf(s)).OfType<double>().ToArray())
            .Where(values => values.Length > 0)
            .ToArray();
        return FromLaunches(launches, misrate);
    }

    /// <summary>Makes the estimate from nanoseconds of one compile, grouped by launch; null without values.</summary>
    public static TimeEstimate? FromLaunches(IReadOnlyList<IReadOnlyList<double>> launches, double misrate = DefaultMisrate)
    {
        ArgumentNullException.ThrowIfNull(launches);
        if (LogCentre.FromLaunches(launches) is not { } log)
        {
            return null;
        }

        double[] all = launches.SelectMany(l => l).ToArray();
        double? spread = all.Length > 1 ? RelSpreadEstimator.Instance.Estimate(new Sample(all)).NominalValue : null;
        return new TimeEstimate(
            Math.Exp(log.Value), log.LogBounds(misrate)?.Exp(), log.Basis, spread, launches.Count(l => l.Count > 0), all.Length, log);
    }
}
