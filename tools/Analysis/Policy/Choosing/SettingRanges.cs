using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Choosing;

/// <summary>A setting and the number of runs from which it has the smallest total.</summary>
/// <param name="Settings">The setting.</param>
/// <param name="FromRuns">The number of runs, from 0, not rounded.</param>
public sealed record SettingRange(string Settings, double FromRuns);

/// <summary>Which setting is the cheapest for which number of runs: the lower envelope of the lines <c>compile + runs * run</c>.</summary>
public static class SettingRanges
{
    /// <summary>The ranges by number of runs, the first from 0.</summary>
    /// <param name="candidates">The settings.</param>
    public static IReadOnlyList<SettingRange> FromCandidates(IReadOnlyList<SettingCandidate> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var ranges = new List<SettingRange>();
        var current = candidates.OrderBy(c => c.Compile).ThenBy(c => c.Run).ThenBy(c => SettingNames.DistanceFromBaseline(c.Settings)).FirstOrDefault();
        for (var from = 0.0; current is not null;)
        {
            ranges.Add(new SettingRange(current.Settings, from));
            var (cheap, next) = (current, candidates.Where(c => c.Run < current.Run).OrderBy(c => Crossing(current, c)).ThenBy(c => c.Run).FirstOrDefault());
            from = next is null ? from : Math.Max(from, Crossing(cheap, next));
            current = next;
        }

        return ranges;
    }

    private static double Crossing(SettingCandidate cheap, SettingCandidate dear) => (dear.Compile - cheap.Compile) / (cheap.Run - dear.Run);
}
