using CompileBench.Analysis.Scaling;
using CompileBench.Reporting.Documents.Ladders;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Advice;

/// <summary>What a generator must bound one shape to.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="SizeUnit">What its size counts.</param>
/// <param name="Bound">The bound, from measured sizes.</param>
public sealed record ShapeBound(string Shape, string SizeUnit, SizeBound Bound)
{
    /// <summary>The shapes of recorded ladders that exceed a budget under one of some settings, smallest bound first; shapes that were not seen to exceed it are left out.</summary>
    /// <param name="records">Records of scaling runs of one engine.</param>
    /// <param name="settings">The settings that count.</param>
    /// <param name="budgetNanoseconds">What one compile may take.</param>
    /// <param name="units">What the size of a shape counts; shapes that are not in it are left out.</param>
    public static IReadOnlyList<ShapeBound> FromRecords(
        IEnumerable<CaseRecord> records, IReadOnlyList<string> settings, double budgetNanoseconds, IReadOnlyDictionary<string, string> units)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(units);
        return
        [
            .. records.Where(r => r.Operation == OperationNames.Compile && settings.Contains(r.Settings))
                .Select(r => (Rung: LadderLaw.ParseRung(r.Module), Record: r))
                .Where(r => r.Rung is { } rung && units.ContainsKey(rung.Shape))
                .GroupBy(r => r.Rung!.Value.Shape)
                .Select(shape => new ShapeBound(shape.Key, units[shape.Key], SizeBound.FromLadders(
                    shape.GroupBy(r => r.Record.Settings).OrderBy(g => SettingNames.RankIn(SettingNames.All, g.Key))
                        .Select(g => (g.Key, ScalingSeries.TimePoints(g.Select(r => (r.Rung!.Value.Size, r.Record))))),
                    budgetNanoseconds)))
                .Where(b => b.Bound.SetBy is not null)
                .OrderBy(b => b.Bound.Size ?? 0).ThenBy(b => b.Shape, StringComparer.Ordinal),
        ];
    }

    /// <summary>The bound in words: the largest size within the budget, or <c>none</c> where the smallest measured size exceeds it.</summary>
    public string Words => LadderWords.Within(new LargestWithin(Bound.Size, false, null));
}
