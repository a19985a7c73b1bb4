using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Runs;
using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Costs;

/// <summary>What recorded executions say of the run time of each setting.</summary>
/// <param name="Modules">The executed modules that ran under the baseline, by name.</param>
public sealed record RunTimeEvidence(IReadOnlyList<ExecutedModule> Modules)
{
    /// <summary>No execution.</summary>
    public static RunTimeEvidence None { get; } = new([]);

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => Modules.Count == 0;

    /// <summary>
    /// One summary for each setting but the baseline: the geometric mean over modules of run time relative to the baseline, with bounds and the modules at
    /// both ends. In the order of tables.
    /// </summary>
    public IReadOnlyList<SettingSummary> Summaries { get; } =
    [
        .. Modules.SelectMany(m => m.Runs.Keys).Distinct().Where(s => s != SettingNames.Baseline)
            .OrderBy(s => SettingNames.RankIn(SettingNames.All, s)).ThenBy(s => s, StringComparer.Ordinal)
            .Select(s => SettingSummary.FromRatios(s, Ratios(Modules, s))).OfType<SettingSummary>(),
    ];

    /// <summary>The geometric mean of one execution under the baseline, in nanoseconds; null where there is none.</summary>
    public double? TypicalRun => IsEmpty ? null : Math.Exp(Modules.Average(m => Math.Log(m.Runs[SettingNames.Baseline].Centre)));

    /// <summary>
    /// Takes the executions of one engine, without options such as fuel, from recorded runs. Where runs have the same module, the later run counts, unless it
    /// executed the module under fewer settings.
    /// </summary>
    /// <param name="runs">The records of each run.</param>
    /// <param name="engineDigest">SHA-256 of the engine's library.</param>
    public static RunTimeEvidence FromRuns(IEnumerable<IReadOnlyList<CaseRecord>> runs, string engineDigest)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var modules = new Dictionary<string, ExecutedModule>(StringComparer.Ordinal);
        foreach (var run in runs)
        {
            CaseRecord[] own = [.. run.Where(r => r.EngineDigest == engineDigest && SettingNames.Suffix(r.Settings).Length == 0)];
            if (!own.Any(r => OperationDescription.RoleOf(r.Operation) == OperationRole.Execution))
            {
                continue;
            }

            foreach (var module in RunAnalysis.FromRecords(own).Engines.SelectMany(e => e.Rows).Select(FromRow).OfType<ExecutedModule>())
            {
                if (!modules.TryGetValue(module.Digest, out var known) || module.Runs.Count >= known.Runs.Count)
                {
                    modules[module.Digest] = module;
                }
            }
        }

        return new RunTimeEvidence([.. modules.Values.OrderBy(m => m.Module, StringComparer.Ordinal)]);
    }

    /// <summary>The evidence without some modules.</summary>
    public RunTimeEvidence Without(Func<ExecutedModule, bool> leftOut) => new([.. Modules.Where(m => !leftOut(m))]);

    /// <summary>What was recorded of a module; null where it was not executed.</summary>
    /// <param name="digest">SHA-256 of its bytes, <c>sha256:…</c>.</param>
    public ExecutedModule? Find(string digest) => Modules.FirstOrDefault(m => m.Digest == digest);

    /// <summary>Run time under a setting over that under the baseline, as a geometric mean; null where nothing was executed under it.</summary>
    public double? Ratio(string settings) =>
        settings == SettingNames.Baseline && !IsEmpty ? 1 : Summaries.FirstOrDefault(s => s.Settings == settings)?.Ratio;

    private static ExecutedModule? FromRow(ModuleRow row)
    {
        var runs = row.Cells.Where(c => c.Value.Run is not null).ToDictionary(c => c.Key, c => c.Value.Run!, StringComparer.Ordinal);
        return runs.ContainsKey(SettingNames.Baseline)
            ? new ExecutedModule(row.Module, row.Cells[SettingNames.Baseline].Record.ModuleDigest, runs)
            {
                Compiles = row.Cells.Where(c => c.Value.Warm is not null).ToDictionary(c => c.Key, c => c.Value.Warm!, StringComparer.Ordinal),
            }
            : null;
    }

    private static ModuleRatio[] Ratios(IReadOnlyList<ExecutedModule> modules, string settings) =>
    [
        .. from module in modules
           let run = module.Runs.GetValueOrDefault(settings)
           where run is not null
           select new ModuleRatio(module.Module, RatioEstimate.Between(run, module.Runs[SettingNames.Baseline], TimeEstimate.DefaultMisrate)),
    ];
}
