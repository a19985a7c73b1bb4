using CompileBench.Analysis.Timing;
using Pragmastat;
using Pragmastat.Estimators;

namespace CompileBench.Analysis.History;

/// <summary>
/// Estimates the scatter of a case's runs without changes: the median absolute difference of successive runs, which a few steps do not affect, moderated
/// over the cases (<see cref="ModeratedVariance"/>), because six runs of one case are too few for an estimate and six runs of eighty cases are not.
/// </summary>
internal sealed class RunNoise
{
    // Makes the estimate consistent for normal values: one factor for the median absolute value, one for the difference of two values.
    private const double NormalDeviation = 1.4826;

    // The median absolute value carries 37% of the information of a standard deviation (Hampel 1974), and successive differences share their values.
    private const double Information = 0.3;

    private readonly ModeratedVariance _prior;
    private readonly double _floor;

    internal RunNoise(IEnumerable<IReadOnlyList<double>> logSeries, double floor)
    {
        _floor = floor * floor;
        _prior = ModeratedVariance.FromCases(logSeries.Where(s => s.Count > 1).Select(s => (VarianceOf(Steps(s)) / 2, DegreesOf(s.Count))));
    }

    /// <summary>Returns one case's variance between runs and its degrees of freedom.</summary>
    internal (double Variance, double Degrees) VarianceFor(IReadOnlyList<double> logs)
    {
        (double variance, double degrees) = _prior.Moderate(VarianceOf(Steps(logs)) / 2, DegreesOf(logs.Count));
        return (Math.Max(variance, _floor), degrees);
    }

    /// <summary>Returns the variance of values about their levels by the same estimator, to check the estimate from successive runs.</summary>
    internal static double VarianceOf(IReadOnlyList<double> deviations)
    {
        double median = MedianEstimator.Instance.Estimate(new Sample([.. deviations.Select(Math.Abs)], null!)).NominalValue;
        return Math.Pow(NormalDeviation * median, 2);
    }

    private static double[] Steps(IReadOnlyList<double> logs) => [.. Enumerable.Range(1, logs.Count - 1).Select(i => logs[i] - logs[i - 1])];

    private static int DegreesOf(int count) => Math.Max(1, (int)Math.Round(Information * (count - 1)));
}
