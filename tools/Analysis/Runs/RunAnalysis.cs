using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Runs;

/// <summary>Everything a report says about a run's times, worked out from its records alone.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Engines">One part per engine, by label.</param>
/// <param name="NotCompiled">The cases without a time, by engine, module and settings.</param>
public sealed record RunAnalysis(
    RunAnalysisOptions Options,
    IReadOnlyList<EngineAnalysis> Engines,
    IReadOnlyList<NotCompiledCase> NotCompiled)
{
    /// <summary>Analyses records. Where a case occurs twice, as after a resumed run, the later record counts.</summary>
    public static RunAnalysis FromRecords(IEnumerable<CaseRecord> records, RunAnalysisOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        options ??= new RunAnalysisOptions();
        CaseRecord[] latest = records.GroupBy(r => r.Case).Select(g => g.Last()).ToArray();
        HashSet<string> settings = [.. latest.Select(r => r.Settings)];
        EngineAnalysis[] engines = latest
            .Where(r => !IsShownAsKnob(r.Settings, settings))
            .GroupBy(r => r.Engine, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new EngineAnalyst(g.Key, [.. g], options).Analyse())
            .ToArray();
        NotCompiledCase[] notCompiled = latest
            .Where(r => r.Outcome != OutcomeKind.Completed)
            .OrderBy(r => r.Engine, StringComparer.Ordinal)
            .ThenBy(r => r.Module, StringComparer.Ordinal)
            .ThenBy(r => r.Settings, StringComparer.Ordinal)
            .Select(NotCompiledCase.FromRecord)
            .ToArray();
        return new RunAnalysis(options, engines, notCompiled);
    }

    // A setting with knobs is compared with the same setting without them (KnobCosts), in a table of its own. Parallel compilation has always been a column.
    private static bool IsShownAsKnob(string settings, HashSet<string> all) =>
        KnobNames.InName(settings).Any(k => k != KnobNames.Parallel) && all.Contains(SettingNames.BaseName(settings));
}
