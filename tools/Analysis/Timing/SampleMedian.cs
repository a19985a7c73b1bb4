using Pragmastat;
using Pragmastat.Estimators;

namespace CompileBench.Analysis.Timing;

/// <summary>The median of a sample: the mean of the two middle values where their number is even.</summary>
public static class SampleMedian
{
    /// <summary>The median of at least one finite value.</summary>
    public static double FromValues(IEnumerable<double> values) => MedianEstimator.Instance.Estimate(new Sample([.. values], null!)).NominalValue;
}
