using CompileBench.Analysis.Prediction.Fitting;
using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Costs;

/// <summary>
/// What the first compile of a process costs, from the time of a later one: <c>fixed + factor * warm</c> for each setting. Cost models predict later
/// compiles; a deadline is about the first.
/// </summary>
public sealed class FirstCompileCost
{
    // The unit of the constant: a first compile costs some milliseconds more.
    private const double FixedUnit = 1e6;
    private const int FewestPairs = 10;

    private readonly IReadOnlyDictionary<string, double[]> _weights;

    private FirstCompileCost(IReadOnlyDictionary<string, double[]> weights) => _weights = weights;

    /// <summary>Nothing is known: a first compile is taken to cost what later ones cost.</summary>
    public static FirstCompileCost Unknown { get; } = new(new Dictionary<string, double[]>());

    /// <summary>Fits the first compile to later ones of the same case. A setting with fewer than ten such cases is left out.</summary>
    /// <param name="records">Compiles of whole modules.</param>
    public static FirstCompileCost FromRecords(IEnumerable<CaseRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var pairs = records.Where(r => r.Operation == OperationNames.Compile && r.Outcome == OutcomeKind.Completed)
            .Select(r => (r.Settings, First: Median(r, SampleKind.Cold), Later: Median(r, SampleKind.Warm)))
            .Where(p => p is { First: not null, Later: not null })
            .GroupBy(p => p.Settings, StringComparer.Ordinal)
            .Where(g => g.Count() >= FewestPairs);
        return new FirstCompileCost(pairs.ToDictionary(
            g => g.Key, g => RelativeFit.Fit([.. g.Select(p => new FitRow([FixedUnit, p.Later!.Value], p.First!.Value, 1))], [], RelativeFit.Rounds), StringComparer.Ordinal));
    }

    /// <summary>The time of the first compile of a process, in nanoseconds; never less than that of a later one.</summary>
    /// <param name="settings">The setting.</param>
    /// <param name="later">The time of a later compile, in nanoseconds.</param>
    /// <param name="hostFactor">How many times slower the host is than the machine of the records.</param>
    public double First(string settings, double later, double hostFactor = 1) =>
        _weights.TryGetValue(settings, out var weights) ? Math.Max(later, (weights[0] * FixedUnit * hostFactor) + (weights[1] * later)) : later;

    /// <summary>The median CPU time of a record's samples of one kind, or wall time where CPU time was not measured; null without samples.</summary>
    internal static double? Median(CaseRecord record, SampleKind kind)
    {
        double[] times = [.. record.Samples.Where(s => s.Kind == kind).Select(s => TimeSource.Cpu.NanosecondsOf(s) ?? TimeSource.Wall.NanosecondsOf(s)).OfType<double>().Order()];
        return times.Length == 0 ? null : (times[times.Length / 2] + times[(times.Length - 1) / 2]) / 2;
    }
}
