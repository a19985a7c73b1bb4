using CompileBench.Analysis.Timing;
using Pragmastat;
using Pragmastat.Estimators;

namespace CompileBench.Analysis.History;

/// <summary>
/// How far a case's runs scatter when nothing changed: the median absolute difference of successive runs, which a few steps do not touch, moderated
/// over the cases (<see cref="ModeratedVariance"/>), because six runs cannot know it and six runs of eighty cases can.
/// </summary>
internal sealed class RunNoise
{
    // Consistency with a normal deviation, once for the median absolute value and once for the difference of two.
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

    /// <summary>One case's variance between runs and its degrees of freedom.</summary>
    internal (double Variance, double Degrees) VarianceFor(IReadOnlyList<double> logs)
    {
        (double variance, double degrees) = _prior.Moderate(VarianceOf(Steps(logs)) / 2, DegreesOf(logs.Count));
        return (Math.Max(variance, _floor), degrees);
    }

    /// <summary>The variance of values about their levels, by the same estimator; for a check on what the steps alone say.</summary>
    internal static double VarianceOf(IReadOnlyList<double> deviations)
    {
        double median = MedianEstimator.Instance.Estimate(new Sample([.. deviations.Select(Math.Abs)], null!)).NominalValue;
        return Math.Pow(NormalDeviation * median, 2);
    }

    private static double[] Steps(IReadOnlyList<double> logs) => [.. Enumerable.Range(1, logs.Count - 1).Select(i => logs[i] - logs[i - 1])];

    private static int DegreesOf(int count) => Math.Max(1, (int)Math.Round(Information * (count - 1)));
}
