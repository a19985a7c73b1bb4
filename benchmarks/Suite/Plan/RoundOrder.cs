using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Plan;

/// <summary>
/// The order of the cases within a round, from a recorded seed. Modules come in random order. The settings of a module stay together, because
/// ratios within a module are what people read and the state of the machine lasts only seconds; they too come in random order.
/// </summary>
internal static class RoundOrder
{
    // Any large odd number: successive rounds get seeds that are far apart.
    private const int RoundFactor = 1_327_217_909;

    /// <summary>The cases in the order of a round: the same for the same seed, round and cases.</summary>
    /// <param name="cases">The cases, in any order.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="round">The round, from 1.</param>
    public static IReadOnlyList<MeasuredCase> ForRound(IEnumerable<MeasuredCase> cases, int seed, int round)
    {
        var random = new Random(unchecked(seed + (round * RoundFactor)));
        var modules = cases.GroupBy(c => c.Module, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.OrderBy(c => c.ToString(), StringComparer.Ordinal).ToArray()).ToArray();
        random.Shuffle(modules);
        foreach (var module in modules)
        {
            random.Shuffle(module);
        }

        return [.. modules.SelectMany(m => m)];
    }
}
