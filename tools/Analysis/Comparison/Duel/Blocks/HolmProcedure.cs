namespace CompileBench.Analysis.Comparison.Duel.Blocks;

/// <summary>
/// Holm, S. (1979), "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6: the smallest p-value is tested
/// at the misrate divided by the number of tests, the next at the misrate divided by the number of remaining tests, and so on until one fails. The chance of any false
/// rejection stays below the misrate, whatever the dependence between the tests.
/// </summary>
internal static class HolmProcedure
{
    /// <summary>Returns for each p-value whether its hypothesis is rejected.</summary>
    /// <param name="probabilities">The p-values, 0 to 1.</param>
    /// <param name="misrate">The probability that any rejection is false.</param>
    internal static bool[] Rejected(IReadOnlyList<double> probabilities, double misrate)
    {
        var rejected = new bool[probabilities.Count];
        int left = probabilities.Count;
        foreach (int i in Enumerable.Range(0, left).OrderBy(i => probabilities[i]).TakeWhile(i => probabilities[i] <= misrate / left--))
        {
            rejected[i] = true;
        }

        return rejected;
    }
}
