using CompileBench.Analysis.Ratios.Rounds;
using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Ratios;

/// <summary>What each knob of an engine costs: figures under a setting with the knob divided by those under the same setting without it.</summary>
public static class KnobCosts
{
    /// <summary>One row per knob and setting, in the order of knobs and of settings. Nothing where no case has a counterpart without the knob.</summary>
    /// <param name="records">The records of one engine.</param>
    /// <param name="misrate">How often bounds may miss, above 0 and below 1.</param>
    public static IReadOnlyList<KnobCost> FromRecords(IEnumerable<CaseRecord> records, double misrate = TimeEstimate.DefaultMisrate)
    {
        ArgumentNullException.ThrowIfNull(records);
        var completed = records.Where(r => r.Outcome == OutcomeKind.Completed).ToList();
        var settings = completed.Select(r => r.Settings).ToHashSet(StringComparer.Ordinal);
        var pairs = settings.SelectMany(name => KnobNames.InName(name).Select(knob => new KnobPair(knob, name, KnobNames.Remove(name, knob))))
            .Where(p => settings.Contains(p.Without))
            .ToList();
        var baselines = pairs.Select(p => p.Without).Distinct().ToList();
        var compile = OperationRatios.FromRecords(completed, OperationNames.Compile, baselines, misrate);
        var execute = OperationRatios.FromRecords(completed, OperationNames.Execute, baselines, misrate);
        var sizes = completed.Where(r => r is { Operation: OperationNames.Compile, ArtifactBytes: > 0 }).ToDictionary(r => (r.Module, r.Settings), r => (double)r.ArtifactBytes!.Value);
        return
        [
            .. from pair in pairs
               let modules = completed.Where(r => r.Settings == pair.With).Select(r => r.Module).Distinct().Order(StringComparer.Ordinal)
                   .Select(m => new KnobModuleCost(m, compile.Figure(pair, m), SizeRatio(sizes, pair, m), execute.Figure(pair, m)))
                   .Where(m => m.CompileTime is not null || m.RunTime is not null)
                   .ToList()
               where modules.Count > 0
               orderby KnobNames.All.Select(k => k.Name).ToList().IndexOf(pair.Knob), SettingNames.RankIn(SettingNames.All, SettingNames.BaseName(pair.Without)), pair.With
               select new KnobCost(pair.Knob, pair.With, pair.Without, compile.Mean(pair), Mean(modules), execute.Mean(pair), modules),
        ];
    }

    private static double? SizeRatio(Dictionary<(string Module, string Settings), double> sizes, KnobPair pair, string module) =>
        sizes.TryGetValue((module, pair.With), out var with) && sizes.TryGetValue((module, pair.Without), out var without) ? with / without : null;

    private static double? Mean(IEnumerable<KnobModuleCost> modules)
    {
        double[] logs = [.. modules.Select(m => m.ArtifactBytes).OfType<double>().Select(ratio => Math.Log(ratio))];
        return logs.Length == 0 ? null : Math.Exp(logs.Average());
    }

    private readonly record struct KnobPair(string Knob, string With, string Without);

    // The ratios of all settings to one baseline are judged together, so that their scatter is moderated over many cases.
    private sealed record OperationRatios(Dictionary<(string Without, string With), RoundMean> Means, Dictionary<(string Without, RoundCase Case), RoundFigure> Figures)
    {
        public static OperationRatios FromRecords(List<CaseRecord> records, string operation, IEnumerable<string> baselines, double misrate)
        {
            var stretches = records.Where(r => r.Operation == operation).SelectMany(r => RoundStretch.FromRecord(r)).ToList();
            var tables = stretches.Count == 0 ? [] : baselines.Select(b => (Baseline: b, Table: RoundTable.FromStretches(stretches, b, misrate))).ToList();
            return new OperationRatios(
                tables.SelectMany(t => t.Table.Means, (t, mean) => (Key: (t.Baseline, mean.Settings), mean)).ToDictionary(m => m.Key, m => m.mean),
                tables.SelectMany(t => t.Table.Ratios, (t, entry) => (Key: (t.Baseline, entry.Case), entry.Figure)).ToDictionary(m => m.Key, m => m.Figure));
        }

        public RoundMean? Mean(KnobPair pair) => Means.GetValueOrDefault((pair.Without, pair.With));

        public RoundFigure? Figure(KnobPair pair, string module) => Figures.GetValueOrDefault((pair.Without, new RoundCase(module, pair.With)));
    }
}

/// <summary>What one knob costs under one setting: geometric means over modules, and the figures of each module.</summary>
/// <param name="Knob">The knob's name.</param>
/// <param name="Settings">The setting with the knob.</param>
/// <param name="Without">The setting without it.</param>
/// <param name="CompileTime">Compile time over compile time without the knob; null where none was measured.</param>
/// <param name="ArtifactBytes">The same of the size of the serialized artifact; exact, so without bounds.</param>
/// <param name="RunTime">The same of the time of one execution.</param>
/// <param name="Modules">The modules, by name, at least one.</param>
public sealed record KnobCost(
    string Knob, string Settings, string Without, RoundMean? CompileTime, double? ArtifactBytes, RoundMean? RunTime, IReadOnlyList<KnobModuleCost> Modules);

/// <summary>What one knob costs under one setting for one module: ratios to the same setting without the knob.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="CompileTime">The ratio of compile times; null where none was measured.</param>
/// <param name="ArtifactBytes">The ratio of the sizes of the serialized artifacts; exact.</param>
/// <param name="RunTime">The ratio of the times of one execution.</param>
public sealed record KnobModuleCost(string Module, RoundFigure? CompileTime, double? ArtifactBytes, RoundFigure? RunTime);
