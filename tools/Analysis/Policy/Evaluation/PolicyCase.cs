using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Prediction.Training;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Evaluation;

/// <summary>One module that rules choose settings for.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Kind">What kind of module it is.</param>
/// <param name="Group">What it is held out with: its package, shape, or share of seeds.</param>
/// <param name="ModuleBytes">Its size.</param>
/// <param name="IsExecuted">Whether its run times are measured; otherwise assumed.</param>
/// <param name="Costs">One entry per setting that compiles it, the baseline among them.</param>
public sealed record PolicyCase(string Module, TrainingKind Kind, string Group, double ModuleBytes, bool IsExecuted, IReadOnlyList<CaseCosts> Costs)
{
    /// <summary>The costs of a setting; null where it does not compile the module.</summary>
    public CaseCosts? Find(string settings) => Costs.FirstOrDefault(c => c.Settings == settings);

    /// <summary>The costs of Wasmtime's default settings.</summary>
    public CaseCosts Default => Find(SettingNames.Baseline)!;

    /// <summary>The setting with the smallest measured total among those whose first compile meets the deadline; null where none meets it.</summary>
    public CaseCosts? Oracle(double runs, double? deadline) => Costs.Where(c => c.Meets(deadline)).MinBy(c => c.TotalAfter(runs));

    /// <summary>What the policy chooses from what it expects.</summary>
    public CaseCosts Choose(SettingPolicy policy, double runs, double? deadline)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Find(policy.Choose([.. Costs.Select(c => c.Expected)], runs, new CompileLimits(deadline, null)).Settings)!;
    }
}
