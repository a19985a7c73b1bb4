using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Advising;

/// <summary>One setting for all modules, and the modules for which another one pays.</summary>
/// <param name="Settings">The setting for all; null where no setting compiles every module.</param>
/// <param name="Modules">Each module with the setting to use for it: that for all, unless its own choice is cheaper by more than the margin.</param>
public sealed record FolderAdvice(string? Settings, IReadOnlyList<(ModuleAdvice Advice, SettingCandidate Use)> Modules)
{
    /// <summary>The modules for which another setting than that for all pays.</summary>
    public IReadOnlyList<(ModuleAdvice Advice, SettingCandidate Use)> Exceptions => [.. Modules.Where(m => m.Use.Settings != Settings)];

    /// <summary>Compiles and runs of all modules, each under its own setting, in nanoseconds.</summary>
    public double TotalApart => Modules.Sum(m => m.Use.TotalAfter(m.Advice.Runs));

    /// <summary>Compiles and runs of all modules under one setting, in nanoseconds; null where a module cannot be compiled under it.</summary>
    public double? TotalUnder(string settings)
    {
        SettingCandidate?[] all = [.. Modules.Select(m => m.Advice.Find(settings))];
        return all.Contains(null) ? null : all.Zip(Modules, (c, m) => c!.TotalAfter(m.Advice.Runs)).Sum();
    }

    /// <summary>The modules that are expected to exceed a limit under the setting to use for them.</summary>
    public IReadOnlyList<ModuleAdvice> OverLimits => [.. Modules.Where(m => !m.Advice.Question.Limits.Allow(m.Use)).Select(m => m.Advice)];

    /// <summary>Chooses one setting by the sum of the expected totals of all modules, then for each module whether to leave it.</summary>
    /// <param name="modules">The advice for each module alone; all answer the same question.</param>
    public static FolderAdvice FromModules(IReadOnlyList<ModuleAdvice> modules)
    {
        ArgumentNullException.ThrowIfNull(modules);
        var best = modules.Count == 0 ? null : SettingForAll(modules);
        return new FolderAdvice(best, [.. modules.Select(m => (m, best is null ? m.Chosen : m.Question.Policy.Choose(m.Candidates, m.Runs, m.Question.Limits, best)))]);
    }

    private static string? SettingForAll(IReadOnlyList<ModuleAdvice> modules)
    {
        var common = modules.Select(m => m.Candidates.Select(c => c.Settings)).Aggregate((a, b) => a.Intersect(b)).ToList();
        var totals = common.ToDictionary(s => s, s => modules.Sum(m => SettingPolicy.ExpectedTotal(m.Find(s)!, m.Runs, m.Question.Limits)), StringComparer.Ordinal);
        var best = common.OrderBy(s => totals[s]).ThenBy(SettingNames.DistanceFromBaseline).FirstOrDefault();
        var margin = modules[0].Question.Policy.Margin;
        return best is not null && totals.TryGetValue(SettingNames.Baseline, out var kept) && kept <= (1 + margin) * totals[best] ? SettingNames.Baseline : best;
    }
}
