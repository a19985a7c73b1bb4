using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Plan;

/// <summary>
/// Which modules take part in a round. All take part in the first two rounds, which give every case bounds. After them a module that takes far more
/// time than others takes part in every second to fourth round only: the others get more rounds in the same time. All settings of a module take part
/// together, because ratios are formed within a round.
/// </summary>
/// <param name="expected">What each case takes in one round.</param>
/// <param name="longModulesSitOut">Whether long modules sit out rounds at all.</param>
internal sealed class RoundParticipants(IReadOnlyDictionary<MeasuredCase, TimeSpan> expected, bool longModulesSitOut)
{
    // A module may take twice what the median module takes, in each of its rounds.
    private const double FairShare = 2;

    // A module that sat out longer would have few rounds in any run.
    private const int LongestPeriod = 4;

    private const int RoundsOfAll = 2;

    private readonly Dictionary<string, TimeSpan> _cost = expected.GroupBy(e => e.Key.Module, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Aggregate(TimeSpan.Zero, (sum, e) => sum + e.Value), StringComparer.Ordinal);

    /// <summary>
    /// The cases that a round still needs. A round that an earlier session began has the modules that it had then; earlier rounds are not opened for
    /// modules that sat them out.
    /// </summary>
    /// <param name="open">The open cases with the rounds that each has.</param>
    /// <param name="round">The round, from 1.</param>
    public IReadOnlyList<MeasuredCase> Missing(IReadOnlyDictionary<MeasuredCase, IReadOnlySet<int>> open, int round)
    {
        var last = open.Values.SelectMany(r => r).DefaultIfEmpty(0).Max();
        return [.. open.GroupBy(c => c.Key.Module, StringComparer.Ordinal)
            .Where(module => module.Any(c => c.Value.Contains(round))
                || ((round >= last || module.All(c => c.Value.Count == 0)) && IsDue(module.Key, round)))
            .SelectMany(module => module)
            .Where(c => !c.Value.Contains(round))
            .Select(c => c.Key)];
    }

    /// <summary>
    /// The cases that fit into a time. The most expensive modules are left out first.
    /// </summary>
    /// <param name="cases">The cases of a round.</param>
    /// <param name="time">The time.</param>
    /// <param name="pace">What a round took in relation to what was expected of it.</param>
    /// <returns>Empty where more than half of the modules would have to be left out.</returns>
    public IReadOnlyList<MeasuredCase> Fitting(IReadOnlyList<MeasuredCase> cases, TimeSpan time, double pace)
    {
        var modules = cases.GroupBy(c => c.Module, StringComparer.Ordinal).OrderBy(g => _cost[g.Key]).ThenBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var left = time;
        var fitting = modules.TakeWhile(module => (left -= ExpectedOf(module) * pace) >= TimeSpan.Zero).ToArray();
        return 2 * fitting.Length < modules.Length || (!longModulesSitOut && fitting.Length < modules.Length) ? [] : [.. fitting.SelectMany(m => m)];
    }

    /// <summary>What the cases take together.</summary>
    public TimeSpan ExpectedOf(IEnumerable<MeasuredCase> cases) => cases.Aggregate(TimeSpan.Zero, (sum, one) => sum + expected[one]);

    private bool IsDue(string module, int round) => round <= RoundsOfAll || (round - RoundsOfAll) % PeriodOf(module) == 0;

    private int PeriodOf(string module)
    {
        if (!longModulesSitOut)
        {
            return 1;
        }

        var median = _cost.Values.Order().ElementAt((_cost.Count - 1) / 2);
        return Math.Clamp((int)Math.Ceiling(_cost[module] / (FairShare * median)), 1, LongestPeriod);
    }
}
