using System.Globalization;
using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Modules;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>The law one shape follows under one setting and engine.</summary>
/// <param name="Shape">The ladder's shape.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Time">How the time of one compile grows, nanoseconds.</param>
/// <param name="Memory">How the peak native memory of one compile grows, bytes.</param>
/// <param name="Outcomes">How the cases that gave no value ended, in short words, each once.</param>
public sealed record LadderLaw(string Shape, string Settings, string Engine, GrowthLaw Time, GrowthLaw Memory, IReadOnlyList<OutcomeKind> Outcomes)
{
    /// <summary>The numbers that every document judges by.</summary>
    public static GrowthOptions Judging { get; } = new();

    /// <summary>
    /// The laws of every ladder among these records, by engine, shape and the settings' given order. The ladders of one engine and metric are judged
    /// together, as one <see cref="GrowthStudy"/>.
    /// </summary>
    /// <param name="records">Records of any modules; those whose name is no rung (<c>shape@size</c>) are passed over.</param>
    /// <param name="settingsOrder">The order of settings; those not named follow by name.</param>
    public static IReadOnlyList<LadderLaw> FromRecords(IEnumerable<CaseRecord> records, IReadOnlyList<string> settingsOrder)
    {
        var rungs = records
            .Where(r => OperationDescription.RoleOf(r.Operation) == OperationRole.Subject)
            .Select(r => (Rung: ParseRung(r.Module), Record: r))
            .Where(r => r.Rung is not null)
            .Select(r => (r.Rung!.Value.Shape, r.Rung.Value.Size, r.Record));
        return
        [
            .. rungs.GroupBy(r => r.Record.Engine)
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .SelectMany(engine => Study(engine.Key, [.. engine.GroupBy(r => (r.Shape, r.Record.Settings))
                    .OrderBy(g => g.Key.Shape, StringComparer.Ordinal)
                    .ThenBy(g => SettingNames.RankIn(settingsOrder, g.Key.Settings))
                    .ThenBy(g => g.Key.Settings, StringComparer.Ordinal)
                    .Select(g => new LadderRecords(g.Key.Shape, g.Key.Settings, [.. g.Select(r => (r.Size, r.Record))]))])),
        ];
    }

    /// <summary>Takes <c>shape@size</c> or <c>shape@size-sN</c> apart; null for any other name.</summary>
    public static (string Shape, double Size)? ParseRung(string module)
    {
        if (!GeneratedName.TrySplit(module, out var name) || name.Generator.Length == 0
            || !double.TryParse(name.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size <= 0)
        {
            return null;
        }

        // Ladders that differ in their seed are different modules at every size.
        return (name.Seed is null ? name.Generator : $"{name.Generator}-s{name.Seed}", size);
    }

    private static IEnumerable<LadderLaw> Study(string engine, IReadOnlyList<LadderRecords> ladders)
    {
        var time = GrowthStudy.FromLadders([.. ladders.Select(l => l.ToLadder(ScalingSeries.TimePoints(l.Rungs)))], Judging);
        var memory = GrowthStudy.FromLadders([.. ladders.Select(l => l.ToLadder(ScalingSeries.MemoryPoints(l.Rungs)))], Judging);
        return ladders.Select((l, i) => new LadderLaw(l.Shape, l.Settings, engine, time[i], memory[i], l.Outcomes));
    }

    private sealed record LadderRecords(string Shape, string Settings, IReadOnlyList<(double Size, CaseRecord Record)> Rungs)
    {
        public IReadOnlyList<OutcomeKind> Outcomes => [.. Rungs.Select(r => r.Record.Outcome).Where(o => o != OutcomeKind.Completed).Distinct().Order()];

        public GrowthLadder ToLadder(IReadOnlyList<ScalingPoint> points) => new(Shape, Settings, points);
    }
}
