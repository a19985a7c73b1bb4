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
        var pairs = settings.SelectMany(name => KnobNames.InName(name).Select(knob => (Knob: knob, Without: KnobNames.Remove(name, knob), With: name)))
            .Where(p => settings.Contains(p.Without))
            .ToList();
        var compile = Means(completed, OperationNames.Compile, pairs.Select(p => p.Without), misrate);
        var execute = Means(completed, OperationNames.Execute, pairs.Select(p => p.Without), misrate);
        return
        [
            .. from pair in pairs
               let cost = new KnobCost(
                   pair.Knob, pair.With, pair.Without, compile.GetValueOrDefault((pair.Without, pair.With)), SizeRatio(completed, pair), execute.GetValueOrDefault((pair.Without, pair.With)))
               where cost.CompileTime is not null || cost.RunTime is not null
               orderby KnobNames.All.Select(k => k.Name).ToList().IndexOf(pair.Knob), SettingNames.RankIn(SettingNames.All, SettingNames.BaseName(pair.Without)), pair.With
               select cost,
        ];
    }

    // The ratios of all settings to one baseline are judged together, so that their scatter is moderated over many cases.
    private static Dictionary<(string Without, string With), RoundMean> Means(List<CaseRecord> records, string operation, IEnumerable<string> baselines, double misrate)
    {
        var stretches = records.Where(r => r.Operation == operation).SelectMany(r => RoundStretch.FromRecord(r)).ToList();
        return baselines.Distinct()
            .SelectMany(b => RoundTable.FromStretches(stretches, b, misrate).Means.Select(mean => (Key: (b, mean.Settings), Mean: mean)))
            .ToDictionary(m => m.Key, m => m.Mean);
    }

    private static double? SizeRatio(List<CaseRecord> records, (string Knob, string Without, string With) pair)
    {
        var sizes = records.Where(r => r is { Operation: OperationNames.Compile, ArtifactBytes: > 0 }).ToDictionary(r => (r.Module, r.Settings), r => (double)r.ArtifactBytes!.Value);
        double[] logs = [.. sizes.Where(s => s.Key.Settings == pair.With && sizes.ContainsKey((s.Key.Module, pair.Without)))
            .Select(s => Math.Log(s.Value / sizes[(s.Key.Module, pair.Without)]))];
        return logs.Length == 0 ? null : Math.Exp(logs.Average());
    }
}

/// <summary>What one knob costs under one setting: geometric means over modules.</summary>
/// <param name="Knob">The knob's name.</param>
/// <param name="Settings">The setting with the knob.</param>
/// <param name="Without">The setting without it.</param>
/// <param name="CompileTime">Compile time over compile time without the knob; null where none was measured.</param>
/// <param name="ArtifactBytes">The same of the size of the serialized artifact; exact, so without bounds.</param>
/// <param name="RunTime">The same of the time of one execution.</param>
public sealed record KnobCost(string Knob, string Settings, string Without, RoundMean? CompileTime, double? ArtifactBytes, RoundMean? RunTime);
