using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Ratios.Rounds;

/// <summary>
/// Combines the tables of several hosts, each worked out on its own. A host is a block: ratios are formed on a host and then averaged, each host
/// counted once. Times of hosts are not averaged; a case has the time of one host.
/// </summary>
internal static class HostBlocks
{
    /// <summary>The table of all hosts.</summary>
    /// <param name="hosts">The table of each host, at least one.</param>
    /// <param name="misrate">How often the bounds of one figure may miss, above 0 and below 1.</param>
    internal static RoundTable Combine(IReadOnlyList<RoundTable> hosts, double misrate)
    {
        if (hosts.Count == 1)
        {
            return hosts[0];
        }

        return new RoundTable(
            hosts[0].Reference,
            null,
            [.. hosts.SelectMany(h => h.Times).GroupBy(t => t.Case).Select(g => g.MaxBy(t => t.Figure.Rounds)!)],
            [.. hosts.SelectMany(h => h.Ratios).GroupBy(r => r.Case).Select(g => new RoundEntry(g.Key, RatioOver([.. g.Select(r => r.Figure)], misrate)))],
            [.. hosts.SelectMany(h => h.Means).GroupBy(m => m.Settings).Select(g => MeanOver(g.Key, [.. g], misrate))])
        {
            HostChoices = [.. hosts.Select(h => h.Reference)],
        };
    }

    // The same module on several hosts: a shard that was retried on another host.
    private static RoundFigure RatioOver(RoundFigure[] figures, double misrate)
    {
        LogCentre[] known = [.. figures.OfType<RoundFigure.Known>().Select(k => k.Log)];
        if (known.Length > 0)
        {
            return RoundFigure.FromLog(WithScatter(LogCentre.Mean(known), [.. known.Select(k => k.Value)]), figures.OfType<RoundFigure.Known>().Sum(k => k.Rounds), misrate);
        }

        double[] single = [.. figures.OfType<RoundFigure.FirstRound>().Select(f => Math.Log(f.Value))];
        return single.Length < 2
            ? figures.MaxBy(f => f.Figure is not null)!
            : RoundFigure.FromLog(WithScatter(new LogCentre(single.Average(), null, 0, BoundsBasis.Unknown), single), single.Length, misrate);
    }

    // Hosts may differ by more than the rounds of each explain, for instance because their processors differ. Then their scatter decides.
    private static LogCentre WithScatter(LogCentre within, double[] values)
    {
        if (values.Length < 2)
        {
            return within;
        }

        double mean = values.Average();
        double between = values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1) / values.Length;
        return within.Variance >= between ? within : new LogCentre(mean, between, values.Length - 1, BoundsBasis.Launches);
    }

    private static RoundMean MeanOver(string settings, RoundMean[] means, double misrate)
    {
        int modules = means.Sum(m => m.ModuleCount);
        int rounds = means.Min(m => m.Figure.Rounds);
        if (means.Any(m => m.Figure.Figure is null))
        {
            return new RoundMean(settings, new RoundFigure.NotKnownYet(rounds), modules);
        }

        double value = means.Sum(m => m.ModuleCount * Math.Log(m.Figure.Figure!.Value)) / modules;
        if (means.Any(m => m.Figure is not RoundFigure.Known))
        {
            return new RoundMean(settings, RoundFigure.FromLog(new LogCentre(value, null, 0, BoundsBasis.Unknown), rounds, misrate), modules);
        }

        var parts = means.Select(m => (Known: (RoundFigure.Known)m.Figure, Weight: (double)m.ModuleCount / modules))
            .Select(m => (Variance: m.Weight * m.Weight * m.Known.Log.Variance!.Value, Degrees: m.Known.Log.DegreesOfFreedom)).ToArray();
        var log = new LogCentre(value, parts.Sum(p => p.Variance), LogCentre.Welch(parts), BoundsBasis.Launches);
        return new RoundMean(settings, RoundFigure.FromLog(log, rounds, misrate), modules);
    }
}
