namespace CompileBench.Analysis.Comparison;

/// <summary>How exactly instruction counts repeat, from repeated counts of the same compiles.</summary>
public static class CountRepeatability
{
    /// <summary>
    /// The relative standard deviation of one count: the deviation of logarithms within each compile, pooled over compiles. A compile that was counted
    /// once adds nothing.
    /// </summary>
    /// <param name="repeats">The counts of each compile, above 0.</param>
    /// <returns>The deviation; null where no compile was counted twice.</returns>
    public static double? FromRepeats(IEnumerable<IReadOnlyList<long>> repeats)
    {
        ArgumentNullException.ThrowIfNull(repeats);
        double squares = 0;
        int degrees = 0;
        foreach (IReadOnlyList<long> counts in repeats.Where(c => c.Count > 1))
        {
            // Logarithms of the counts over the first one, which are tiny and so exact.
            double[] logs = [.. counts.Select(c => Math.Log((double)c / counts[0]))];
            double mean = logs.Average();
            squares += logs.Sum(l => (l - mean) * (l - mean));
            degrees += logs.Length - 1;
        }

        return degrees == 0 ? null : Math.Sqrt(squares / degrees);
    }
}
