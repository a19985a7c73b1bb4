using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Runs;

namespace CompileBench.Analysis.Policy.BreakEven;

/// <summary>Geometric means over modules of the time of one execution relative to the baseline settings.</summary>
public static class RunTimeSummary
{
    /// <summary>One summary for each setting but the baseline, in table order; settings without executed modules are left out.</summary>
    /// <param name="engine">One engine's part of a run.</param>
    /// <param name="baseline">The baseline settings.</param>
    /// <param name="misrate">How often bounds may miss, above 0 and below 1.</param>
    public static IReadOnlyList<SettingSummary> ForEngine(EngineAnalysis engine, string baseline, double misrate)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return [.. engine.Settings.Where(s => s != baseline).Select(s => SettingSummary.FromRatios(s, RatiosOf(engine, s, baseline, misrate), misrate)).OfType<SettingSummary>()];
    }

    private static ModuleRatio[] RatiosOf(EngineAnalysis engine, string settings, string baseline, double misrate) =>
    [
        .. from row in engine.Rows
           let run = row.Cells.GetValueOrDefault(settings)?.Run
           let reference = row.Cells.GetValueOrDefault(baseline)?.Run
           where run is not null && reference is not null
           select new ModuleRatio(row.Module, RatioEstimate.Between(run, reference, misrate)),
    ];
}
