using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>How the instructions of one compile grow with one shape under one setting and engine.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Growth">The law.</param>
public sealed record InstructionLaw(string Shape, string Settings, string Engine, GrowthLaw Growth)
{
    /// <summary>The laws of all counted ladders, judged together per engine.</summary>
    /// <param name="counts">Counts that can be compared with one another.</param>
    /// <param name="settingsOrder">The order of settings.</param>
    public static IReadOnlyList<InstructionLaw> FromCounts(IEnumerable<CountedRung> counts, IReadOnlyList<string> settingsOrder) =>
    [
        .. counts.GroupBy(c => c.Engine).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(engine =>
        {
            var ladders = engine.GroupBy(c => (c.Shape, c.Settings))
                .OrderBy(g => g.Key.Shape, StringComparer.Ordinal)
                .ThenBy(g => SettingNames.RankIn(settingsOrder, g.Key.Settings))
                .ThenBy(g => g.Key.Settings, StringComparer.Ordinal)
                .Select(g => new GrowthLadder(g.Key.Shape, g.Key.Settings, [.. g.OrderBy(c => c.Size).Select(Point)]))
                .ToList();
            return GrowthStudy.FromLadders(ladders, LadderLaw.Judging).Select(law => new InstructionLaw(law.Ladder.Shape, law.Ladder.Settings, engine.Key, law));
        }),
    ];

    private static ScalingPoint Point(CountedRung count) =>
        count.Instructions is { } instructions and > 0 ? ScalingPoint.Measured(count.Size, [instructions]) : ScalingPoint.Unknown(count.Size);
}
