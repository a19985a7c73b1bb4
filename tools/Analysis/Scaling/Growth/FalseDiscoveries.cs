namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>
/// Corrects for many tests by the share of false ones among those that find something: Benjamini, Y. and Hochberg, Y. (1995), "Controlling the false
/// discovery rate", J. R. Stat. Soc. B 57. Bounds at the level it gives are those of Benjamini, Y. and Yekutieli, D. (2005), "False discovery
/// rate-adjusted multiple confidence intervals for selected parameters", JASA 100: the share of them that miss stays below the rate, too.
/// </summary>
internal static class FalseDiscoveries
{
    /// <summary>The level at which each test is made: the rate times the share of tests that find something at that level, and at least one.</summary>
    /// <param name="probabilities">The p-values; at least one.</param>
    /// <param name="rate">The share of false ones among those that find something.</param>
    internal static double LevelFor(IReadOnlyCollection<double> probabilities, double rate)
    {
        double[] sorted = [.. probabilities.Order()];
        int found = Array.FindLastIndex(sorted, p => p <= rate * (Array.LastIndexOf(sorted, p) + 1) / sorted.Length) + 1;
        return rate * Math.Max(1, found) / sorted.Length;
    }
}
