using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Comparison;

/// <summary>
/// How much the correlation between successive values enlarges the variance of their mean, seen over many cases at once.
/// One case has too few values to tell, but cases of a suite are measured by the same machine at the same time and share its moods, so the estimate is
/// pooled: the variance of means of neighbouring values, times their number, over the variance of single values
/// (the method of batch means, Conway, R. W. 1963, "Some tactical problems in digital simulation", Management Science 10).
/// It is 1 for independent values and sees slow drifts that the correlation of direct neighbours hardly shows.
/// </summary>
/// <param name="VarianceFactor">By how much to multiply a variance, at least 1.</param>
/// <param name="IsKnown">False where the cases together are too few to tell; then the factor is 1.</param>
public readonly record struct SerialCorrelation(double VarianceFactor, bool IsKnown)
{
    // With 60 degrees of freedom a variance is known to about 18 per cent, its root to 9.
    private const int FewestDegrees = 60;
    private static readonly int[] BatchSizes = [2, 4, 8];

    /// <summary>Nothing is known.</summary>
    public static SerialCorrelation Unknown { get; } = new(1, false);

    /// <summary>Pools series, each in the order of measuring and with its own level and scatter.</summary>
    public static SerialCorrelation FromSeries(IEnumerable<IReadOnlyList<double>> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        // A series without scatter says nothing of how its values follow one another.
        double[][] scaled = series.Where(s => s.Count >= 2 * BatchSizes[0]).Select(Standardise).OfType<double[]>().ToArray();
        double[] factors = BatchSizes.Select(size => Pooled(scaled, size)).OfType<double>().ToArray();
        return factors.Length == 0 ? Unknown : new SerialCorrelation(Math.Max(1, factors.Max()), true);
    }

    private static double? Pooled(double[][] series, int size)
    {
        double between = 0;
        double degrees = 0;
        foreach (double[] values in series)
        {
            int batches = values.Length / size;
            if (batches < 2)
            {
                continue;
            }

            double[] means = Enumerable.Range(0, batches).Select(b => values.AsSpan(b * size, size).ToArray().Average()).ToArray();
            double middle = means.Average();
            between += size * means.Sum(m => (m - middle) * (m - middle));
            degrees += batches - 1;
        }

        return degrees >= FewestDegrees ? between / degrees : null;
    }

    // To mean 0 and variance 1 with the extremes of a noisy moment pulled in, so that no case outweighs the others. Null where nothing
    // scatters.
    private static double[]? Standardise(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        int cut = (int)(TrimmedMean.Share * sorted.Length);
        double[] kept = values.Select(v => Math.Clamp(v, sorted[cut], sorted[^(cut + 1)])).ToArray();
        double mean = kept.Average();
        double deviation = Math.Sqrt(kept.Sum(v => (v - mean) * (v - mean)) / (kept.Length - 1));
        return deviation > 0 ? kept.Select(v => (v - mean) / deviation).ToArray() : null;
    }
}
