using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Ratios.Rounds;

namespace CompileBench.Analysis.Runs;

/// <summary>What a run says about one engine.</summary>
/// <param name="Engine">The engine's label.</param>
/// <param name="Settings">The settings that compiled something, in table order, baseline first.</param>
/// <param name="Rows">One row per module, by name.</param>
/// <param name="Summaries">One summary per setting other than the baseline, in table order.</param>
/// <param name="Fits">One fit per setting and metric, in table order.</param>
public sealed record EngineAnalysis(
    string Engine,
    IReadOnlyList<string> Settings,
    IReadOnlyList<ModuleRow> Rows,
    IReadOnlyList<SettingSummary> Summaries,
    IReadOnlyList<SettingFit> Fits)
{
    /// <summary>The table of its rounds, which the times and ratios come from; null where the run had no rounds.</summary>
    public RoundTable? Rounds { get; init; }
}
