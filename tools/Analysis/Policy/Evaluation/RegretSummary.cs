namespace CompileBench.Analysis.Policy.Evaluation;

/// <summary>
/// By how much the totals of a rule exceed those of the best choice, as shares: 0.03 is 3% more. The best choice knows the measured costs.
/// </summary>
/// <param name="Modules">The modules for which some setting meets the deadline.</param>
/// <param name="Met">Those for which the rule's setting meets it. Only they have a regret.</param>
/// <param name="Mean">The mean over them.</param>
/// <param name="Percentile95">95 of 100 do not exceed this.</param>
/// <param name="Worst">The largest.</param>
public sealed record RegretSummary(int Modules, int Met, double Mean, double Percentile95, double Worst)
{
    /// <summary>Applies a rule to modules; null where no module has a setting that meets the deadline, or the rule meets it for none.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="modules">The modules.</param>
    /// <param name="runs">The number of runs.</param>
    /// <param name="deadline">The time that the first compile may take, in nanoseconds; null for none.</param>
    public static RegretSummary? FromRule(PolicyRule rule, IReadOnlyList<PolicyCase> modules, double runs, double? deadline)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(modules);
        var (possible, regrets) = (0, new List<double>());
        foreach (var module in modules)
        {
            if (module.Oracle(runs, deadline) is not { } best)
            {
                continue;
            }

            possible++;
            if (rule.Choose(module, runs, deadline) is var chosen && chosen.Meets(deadline))
            {
                regrets.Add((chosen.TotalAfter(runs) / best.TotalAfter(runs)) - 1);
            }
        }

        regrets.Sort();
        return regrets.Count == 0
            ? null
            : new RegretSummary(possible, regrets.Count, regrets.Average(), regrets[(int)Math.Ceiling(0.95 * regrets.Count) - 1], regrets[^1]);
    }

    /// <summary>The single setting with the smallest mean regret, of those that meet the deadline most often; null where there is no module.</summary>
    public static (string Settings, RegretSummary Regret)? BestSingle(IReadOnlyList<PolicyCase> modules, double runs, double? deadline)
    {
        ArgumentNullException.ThrowIfNull(modules);
        var rated = modules.SelectMany(m => m.Costs.Select(c => c.Settings)).Distinct()
            .Select(s => (Settings: s, Regret: FromRule(PolicyRule.ForSetting(s), modules, runs, deadline)))
            .Where(s => s.Regret is not null)
            .OrderByDescending(s => s.Regret!.Met).ThenBy(s => s.Regret!.Mean).ThenBy(s => s.Settings, StringComparer.Ordinal)
            .ToList();
        return rated.Count == 0 ? null : (rated[0].Settings, rated[0].Regret!);
    }
}
