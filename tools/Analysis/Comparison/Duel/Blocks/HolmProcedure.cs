namespace CompileBench.Analysis.Comparison.Duel.Blocks;

/// <summary>
/// Holm, S. (1979), "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6: the smallest p-value is tested
/// at the misrate over the number of tests, the next at the misrate over the number that is left, and so on until one fails. The chance of any false
/// rejection stays below the misrate, whatever the dependence between the tests.
/// </summary>
internal static class HolmProcedure
{
    /// <summary>For each p-value whether its hypothesis is rejected.</summary>
    /// <param name="probabilities">The p-values, 0 to 1.</param>
    /// <param name="misrate">How often any rejection at all may be false.</param>
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
