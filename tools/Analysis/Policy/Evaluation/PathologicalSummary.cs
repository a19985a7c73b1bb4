using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Evaluation;

/// <summary>What a rule saves on modules that compile far slower under the default settings than under another one.</summary>
/// <param name="Modules">The number of modules.</param>
/// <param name="CompileFactor">The time of all compiles under the default settings, divided by that under the rule's.</param>
/// <param name="RunTimeLost">How much longer all runs take than under the default settings, as a share; negative where they are shorter.</param>
/// <param name="TotalFactor">Compiles and runs together under the default settings, divided by those under the rule's.</param>
public sealed record PathologicalSummary(int Modules, double CompileFactor, double RunTimeLost, double TotalFactor)
{
    // As the page of superlinear shapes: ten times slower than without optimization and with one pass of register allocation.
    private const double SlowFactor = 10;

    /// <summary>Whether a module compiles ten times slower or more under the default settings than under <c>none-singlepass</c>.</summary>
    public static bool IsPathological(PolicyCase module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.Find(SettingNames.NoneSinglePass) is { } sparing && module.Default.Compile >= SlowFactor * sparing.Compile;
    }

    /// <summary>Applies a rule to the pathological ones among some modules; null where there is none.</summary>
    public static PathologicalSummary? FromRule(PolicyRule rule, IEnumerable<PolicyCase> modules, double runs)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var pairs = modules.Where(IsPathological).Select(m => (m.Default, Chosen: rule.Choose(m, runs, null))).ToList();
        if (pairs.Count == 0)
        {
            return null;
        }

        var (compile, run) = (pairs.Sum(p => p.Default.Compile), pairs.Sum(p => p.Default.Run));
        var (chosenCompile, chosenRun) = (pairs.Sum(p => p.Chosen.Compile), pairs.Sum(p => p.Chosen.Run));
        return new PathologicalSummary(
            pairs.Count, compile / chosenCompile, run > 0 ? (chosenRun / run) - 1 : 0, (compile + (runs * run)) / (chosenCompile + (runs * chosenRun)));
    }
}
