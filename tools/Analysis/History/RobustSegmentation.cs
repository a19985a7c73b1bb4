namespace CompileBench.Analysis.History;

/// <summary>
/// Finds the best split of a series into levels: optimal partitioning (Jackson, B. et al. 2005, "An algorithm for optimal partitioning of
/// data on an interval", IEEE Signal Processing Letters 12(2); the exact minimum that PELT of Killick, Fearnhead and Eckley 2012 finds, too)
/// under the bounded loss of Fearnhead, P. and Rigaill, G. (2019), "Changepoint detection in the presence of outliers", JASA 114:
/// however far a value is from its level, it costs at most <see cref="LargestLossShare"/> of the penalty for a level, so that one bad run makes no level.
/// Levels are medians.
/// </summary>
internal static class RobustSegmentation
{
    /// <summary>A level has at least two values, because a single value may be an accident.</summary>
    internal const int FewestValues = 2;

    /// <summary>Two values at the end of a series, or four in its middle, can save the cost of a level; a single one cannot.</summary>
    internal const double LargestLossShare = 0.6;

    /// <summary>Returns the index at which each level begins; the first is 0.</summary>
    /// <param name="values">The series.</param>
    /// <param name="deviation">The scatter of values about their level, above 0.</param>
    /// <param name="penalty">What a further level must save, in squares of the deviation.</param>
    internal static List<int> Starts(ReadOnlySpan<double> values, double deviation, double penalty)
    {
        int n = values.Length;
        var best = new double[n + 1];
        var from = new int[n + 1];
        Array.Fill(best, double.PositiveInfinity);
        best[0] = -penalty;
        Span<double> sorted = new double[n];
        for (int start = 0; start < n; start++)
        {
            // best[start] is final here, because every level that ends before it began earlier.
            if (double.IsPositiveInfinity(best[start]))
            {
                continue;
            }

            for (int end = start + 1; end <= n; end++)
            {
                int count = end - start;
                Insert(sorted, count - 1, values[end - 1] / deviation);
                if (count < FewestValues)
                {
                    continue;
                }

                double cost = best[start] + Loss(sorted[..count], LargestLossShare * penalty) + penalty;
                if (cost < best[end])
                {
                    best[end] = cost;
                    from[end] = start;
                }
            }
        }

        return Walk(from, n);
    }

    private static List<int> Walk(int[] from, int n)
    {
        var starts = new List<int>();
        for (int end = n; end > 0; end = from[end])
        {
            starts.Insert(0, from[end]);
        }

        return starts;
    }

    private static void Insert(Span<double> sorted, int count, double value)
    {
        int at = sorted[..count].BinarySearch(value);
        at = at < 0 ? ~at : at;
        sorted[at..count].CopyTo(sorted[(at + 1)..]);
        sorted[at] = value;
    }

    private static double Loss(ReadOnlySpan<double> sorted, double largest)
    {
        int half = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        double sum = 0;
        foreach (double value in sorted)
        {
            sum += Math.Min(largest, (value - median) * (value - median));
        }

        return sum;
    }
}
