using CompileBench.Analysis.Prediction.Evaluation;

namespace CompileBench.Reporting.Documents.Predictions;

/// <summary>How accurate predictions of modules are meant to be; an error is a share of the measured cost.</summary>
/// <param name="Median">Half of the errors are at most this.</param>
/// <param name="Percentile90">Nine of ten are.</param>
/// <param name="Percentile95">95 of 100 are.</param>
/// <param name="WorstFactor">No prediction is further off than this factor.</param>
public sealed record AccuracyTarget(double Median, double Percentile90, double Percentile95, double WorstFactor)
{
    /// <summary>Time of real modules.</summary>
    public static AccuracyTarget RealTime { get; } = new(0.05, 0.15, 0.20, 2);

    /// <summary>Peak memory of real modules that take more than 20 MB.</summary>
    public static AccuracyTarget RealMemory { get; } = new(0.05, 0.15, 0.25, 2);

    /// <summary>Machine code of real modules.</summary>
    public static AccuracyTarget RealCode { get; } = new(0.03, 0.10, 0.15, 1.5);

    /// <summary>Time of random modules.</summary>
    public static AccuracyTarget RandomTime { get; } = new(0.08, 0.20, 0.30, 2.5);

    /// <summary>The figures that are missed, in words; empty where all are met.</summary>
    public IReadOnlyList<string> Missed(ErrorSummary errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        (string Name, double Value, double Most)[] figures =
        [
            ("median", errors.Median, Median), ("90th", errors.Percentile90, Percentile90), ("95th", errors.Percentile95, Percentile95), ("worst", errors.WorstFactor, WorstFactor),
        ];
        return [.. figures.Where(f => f.Value > f.Most).Select(f => f.Name)];
    }
}
