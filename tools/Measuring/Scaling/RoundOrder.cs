using CompileBench.Analysis.Randomness;

namespace CompileBench.Measuring.Scaling;

/// <summary>The order of a round.</summary>
internal static class RoundOrder
{
    /// <summary>All items of one group after the other, the groups in random order and the items of each in random order.</summary>
    public static IEnumerable<T> InSweeps<TKey, T>(this SplitMix64 random, IEnumerable<IGrouping<TKey, T>> groups)
    {
        T[][] sweeps = [.. groups.Select(g => g.ToArray())];
        random.Shuffle<T[]>(sweeps);
        foreach (var sweep in sweeps)
        {
            random.Shuffle<T>(sweep);
        }

        return sweeps.SelectMany(sweep => sweep);
    }
}
