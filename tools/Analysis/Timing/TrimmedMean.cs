namespace CompileBench.Analysis.Timing;

/// <summary>
/// A mean without the lowest and the highest tenth of the values, and its variance by winsorizing: Tukey, J. W. and McLaughlin, D. H. (1963), Sankhya A 25.
/// A block from a noisy moment neither moves the centre nor widens the bounds. With Student's t for the remaining number of values, the bounds keep
/// their misrate down to one in a hundred thousand for normal and for heavy-tailed values (simulated by the tests).
/// </summary>
public static class TrimmedMean
{
    /// <summary>The share that is removed at either end, rounded down to whole values: with fewer than ten values, none.</summary>
    public const double Share = 0.1;

    /// <summary>Returns the centre of at least two values with its variance and degrees of freedom.</summary>
    public static (double Mean, double Variance, int DegreesOfFreedom) Estimate(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] sorted = [.. values.Order()];
        int n = sorted.Length;
        int cut = (int)(Share * n);
        int kept = n - (2 * cut);
        double mean = sorted.AsSpan(cut, kept).ToArray().Average();
        sorted.AsSpan(0, cut).Fill(sorted[cut]);
        sorted.AsSpan(n - cut).Fill(sorted[n - cut - 1]);
        double middle = sorted.Average();
        double squares = sorted.Sum(v => (v - middle) * (v - middle));
        return (mean, squares / kept / (kept - 1), kept - 1);
    }
}
