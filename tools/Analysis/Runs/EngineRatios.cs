using System.Globalization;
using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Ratios.Rounds;
using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Runs;

/// <summary>Warm times of one engine of a run over those of another, case by case.</summary>
public sealed class EngineRatios
{
    private readonly Dictionary<RoundCase, RatioEstimate> _ratios;

    private EngineRatios(Dictionary<RoundCase, RatioEstimate> ratios, bool areFromRounds) => (_ratios, AreFromRounds) = (ratios, areFromRounds);

    /// <summary>Whether each ratio was formed within rounds and judged over them; otherwise it is the ratio of two estimates made apart.</summary>
    public bool AreFromRounds { get; }

    /// <summary>Divides the candidate's times by the baseline's.</summary>
    /// <param name="baseline">The engine that the other is compared with.</param>
    /// <param name="candidate">The other engine of the same run.</param>
    /// <param name="misrate">How often the bounds of one ratio may miss, above 0 and below 1.</param>
    public static EngineRatios Between(EngineAnalysis baseline, EngineAnalysis candidate, double misrate = TimeEstimate.DefaultMisrate)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        bool fromRounds = baseline.Rounds is not null && candidate.Rounds is not null;
        return new EngineRatios(fromRounds ? FromRounds(baseline, candidate, misrate) : FromEstimates(baseline, candidate, misrate), fromRounds);
    }

    /// <summary>The ratio of one case; null where one of the engines has no time of it.</summary>
    public RatioEstimate? Find(string module, string settings) => _ratios.GetValueOrDefault(new RoundCase(module, settings));

    // A table of rounds divides by a baseline within each module. Here each case of a module and settings stands for its module, and engines for its
    // settings. References are left out: each engine compiles its own, so that dividing by them would hide what the engines have in common.
    private static Dictionary<RoundCase, RatioEstimate> FromRounds(EngineAnalysis baseline, EngineAnalysis candidate, double misrate)
    {
        var keys = Cells(baseline).Select((cell, i) => (Case: CaseOf(cell), Key: i.ToString(CultureInfo.InvariantCulture))).ToDictionary(k => k.Case, k => k.Key);
        RoundStretch[] stretches =
        [
            .. from side in new[] { baseline, candidate }
               from cell in Cells(side)
               where keys.ContainsKey(CaseOf(cell))
               from stretch in RoundStretch.FromRecord(cell.Record)
               select stretch with { Module = keys[CaseOf(cell)], Settings = side.Engine, Samples = [.. stretch.Samples.Select(s => s with { ReferenceNanoseconds = null })] },
        ];
        var figures = RoundTable.FromStretches(stretches, baseline.Engine, misrate).Ratios.ToDictionary(r => r.Case.Module, r => r.Figure, StringComparer.Ordinal);
        return FromEstimates(baseline, candidate, misrate)
            .Where(pair => figures.ContainsKey(keys[pair.Key]))
            .ToDictionary(pair => pair.Key, pair => RoundEstimates.RatioFrom(figures[keys[pair.Key]], pair.Value));
    }

    private static Dictionary<RoundCase, RatioEstimate> FromEstimates(EngineAnalysis baseline, EngineAnalysis candidate, double misrate)
    {
        var before = Cells(baseline).ToDictionary(CaseOf, c => c.Warm!);
        return Cells(candidate).Where(c => before.ContainsKey(CaseOf(c)))
            .ToDictionary(CaseOf, c => RatioEstimate.Between(c.Warm!, before[CaseOf(c)], misrate));
    }

    private static IEnumerable<CaseCell> Cells(EngineAnalysis engine) => engine.Rows.SelectMany(r => r.Cells.Values).Where(c => c.Warm is not null);

    private static RoundCase CaseOf(CaseCell cell) => new(cell.Record.Module, cell.Record.Settings);
}
