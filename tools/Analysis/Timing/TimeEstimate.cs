using CompileBench.Results.Schema;
using Pragmastat;
using Pragmastat.Estimators;

namespace CompileBench.Analysis.Timing;

/// <summary>How long one compile of a case takes: a robust centre with bounds, from samples of one kind.</summary>
/// <param name="Centre">Nanoseconds of one compile: the median of the launches' medians.</param>
/// <param name="Bounds">Where the true centre lies, in nanoseconds; null where the samples are too few to know.</param>
/// <param name="Basis">What the bounds speak for.</param>
/// <param name="RelativeSpread">Median absolute difference of two samples over their centre (Pragmastat's spread); null for a single sample.</param>
/// <param name="Launches">How many processes measured.</param>
/// <param name="SampleCount">How many samples there are in all.</param>
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
    /// <summary>How many rounds there are where their bounds would be wider than the time itself, so that it is not known yet; null where it is known.</summary>
    public int? NotKnownAfterRounds { get; init; }

    /// <summary>How often bounds may miss the truth when nothing else is asked for.</summary>
    public const double DefaultMisrate = 0.05;

    /// <summary>The estimate from the samples of one kind in a record.</summary>
    /// <param name="record">The record; only <see cref="OutcomeKind.Completed"/> ones have a time.</param>
    /// <param name="kind">Warm or cold: the two are different quantities.</param>
    /// <param name="source">Which clock.</param>
    /// <param name="misrate">How often the bounds may miss, above 0 and below 1.</param>
    /// <returns>Null where the case was not compiled or has no sample of that kind and clock.</returns>
    public static TimeEstimate? From(
        CaseRecord record,
        SampleKind kind = SampleKind.Warm,
        TimeSource source = TimeSource.Wall,
        double misrate = DefaultMisrate)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Outcome == OutcomeKind.Completed ? From(record.Samples, kind, source, misrate) : null;
    }

    /// <summary>The estimate from raw samples, of which only those of <paramref name="kind"/> count.</summary>
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

    /// <summary>The estimate from nanoseconds of one compile, grouped by launch; null when there is no value.</summary>
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
