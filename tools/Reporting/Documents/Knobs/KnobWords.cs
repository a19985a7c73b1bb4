using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Ratios.Rounds;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Knobs;

/// <summary>What knobs cost, in words.</summary>
internal static class KnobWords
{
    /// <summary><c>1.48x (1.45x to 1.52x)</c>; a ratio without bounds says so, and one whose bounds would be wider than itself is not given.</summary>
    public static string Ratio(RoundFigure? figure) => figure switch
    {
        null => NotAvailable.Text,
        RoundFigure.NotKnownYet unknown => CaseText.NotKnownYet(unknown.Rounds),
        _ => RatioText.WithBounds(figure.Figure, figure.Limits),
    };

    /// <summary>
    /// One sentence per quantity that was measured under the baseline, or under the first setting where the baseline was not measured:
    /// <c>compile time under speed-backtracking: fuel 1.48x (1.45x to 1.52x), nan 1.10x (1.08x to 1.12x)</c>, the largest ratio first.
    /// </summary>
    public static IReadOnlyList<string> Headlines(IReadOnlyList<KnobCost> costs)
    {
        var setting = costs.Select(c => c.Without).OrderBy(s => SettingNames.RankIn(SettingNames.All, s)).FirstOrDefault();
        var rows = costs.Where(c => c.Without == setting).ToList();
        return
        [
            .. Sentence("compile time", c => c.CompileTime?.Figure.Figure, c => Ratio(c.CompileTime?.Figure), c => c.CompileTime is not null),
            .. Sentence("artifact size", c => c.ArtifactBytes, c => RatioText.Format(c.ArtifactBytes), c => c.ArtifactBytes is not null),
            .. Sentence("run time", c => c.RunTime?.Figure.Figure, c => Ratio(c.RunTime?.Figure), c => c.RunTime is not null),
        ];

        IEnumerable<string> Sentence(string quantity, Func<KnobCost, double?> ratio, Func<KnobCost, string> words, Func<KnobCost, bool> isMeasured)
        {
            var measured = rows.Where(isMeasured).OrderByDescending(c => ratio(c) ?? 0).Select(c => $"{c.Knob} {words(c)}").ToList();
            return measured.Count == 0 ? [] : [$"{quantity} under {setting}: {string.Join(", ", measured)}"];
        }
    }

    /// <summary>
    /// What knobs that leave the code as it is say about the errors of run times; null where no such knob was executed. Such a knob has artifacts of the
    /// same size to the byte.
    /// </summary>
    public static string? Control(IReadOnlyList<KnobCost> costs)
    {
        var same = costs.Where(c => c.RunTime?.Figure.Figure is not null && c.Modules.All(m => m.ArtifactBytes is null or 1)).ToList();
        if (same.Count == 0)
        {
            return null;
        }

        var ratios = same.Select(c => c.RunTime!.Figure.Figure!.Value).ToList();
        return $"Artifacts with {string.Join(" and with ", same.Select(c => c.Knob).Distinct())} are as large to the byte as those without: the code is the same, and a run time other than 1.00x is an error of measurement. "
            + $"These run times are {RatioText.Format(ratios.Min())} to {RatioText.Format(ratios.Max())}. All knobs of a setting are held against the same executions without a knob, so that an error there moves all of their run times together: small differences of run times say nothing.";
    }
}
