using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Ratios.Rounds;

/// <summary>The samples of one case in one round: one timed stretch in one process.</summary>
/// <param name="Round">The round, from 1.</param>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Samples">The timed compiles; at least one.</param>
public sealed record RoundStretch(int Round, string Module, string Settings, IReadOnlyList<StretchSample> Samples)
{
    /// <summary>The stretches of a record's warm samples. Where samples carry no round, as in runs of schema 1, each launch is one.</summary>
    /// <param name="record">The record; one that was not compiled has none.</param>
    /// <param name="source">Which clock to read. References are wall times under either clock.</param>
    public static IEnumerable<RoundStretch> FromRecord(CaseRecord record, TimeSource source = TimeSource.Wall)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Outcome != OutcomeKind.Completed ? [] : record.Samples
            .Where(s => s.Kind == SampleKind.Warm)
            .Select(s => (Round: s.Round ?? s.Launch, Sample: new StretchSample(s.Iteration, source.NanosecondsOf(s) ?? 0, ReferenceOf(s))))
            .Where(s => s.Sample.Nanoseconds > 0)
            .GroupBy(s => s.Round, s => s.Sample)
            .OrderBy(g => g.Key)
            .Select(g => new RoundStretch(g.Key, record.Module, record.Settings, [.. g]));
    }

    private static double? ReferenceOf(CompileTimeSample sample) =>
        sample.Reference is { BeforeNanoseconds: > 0, AfterNanoseconds: > 0 } r ? ((double)r.BeforeNanoseconds + r.AfterNanoseconds) / 2 : null;

    internal bool HasReference => Samples.All(s => s.ReferenceNanoseconds > 0);

    /// <summary>The median of the samples' logarithms in a unit.</summary>
    internal double LogCentreIn(TimeUnit unit) => SampleMedian.FromValues([.. Samples.Select(s => s.LogIn(unit))]);

    /// <summary>The same over those iterations alone that another stretch has, too; over all where they share none.</summary>
    internal double LogCentreIn(TimeUnit unit, RoundStretch other)
    {
        var shared = other.Samples.Select(s => s.Iteration).ToHashSet();
        double[] logs = [.. Samples.Where(s => shared.Contains(s.Iteration)).Select(s => s.LogIn(unit))];
        return logs.Length > 0 ? SampleMedian.FromValues(logs) : LogCentreIn(unit);
    }
}

/// <summary>One timed compile.</summary>
/// <param name="Iteration">Its place in its stretch, from 0. Early iterations are slower, so ratios compare equal iterations.</param>
/// <param name="Nanoseconds">Nanoseconds of one compile, above 0.</param>
/// <param name="ReferenceNanoseconds">The mean of the reference compiles measured before and after it; null where there was none.</param>
public readonly record struct StretchSample(int Iteration, double Nanoseconds, double? ReferenceNanoseconds)
{
    internal double LogIn(TimeUnit unit) => unit == TimeUnit.OverReference
        ? Math.Log(Nanoseconds / ReferenceNanoseconds!.Value)
        : Math.Log(Nanoseconds);
}
