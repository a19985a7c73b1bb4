using System.Globalization;
using System.Text;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Hunting;

/// <summary>The tables of a hunt's page that go over all findings: the steepest under each setting, and which engines show them.</summary>
internal static class HuntTables
{
    private const int MostPerSetting = 5;

    private static readonly HashSet<string> Growing = new(["Superlinear", "Exponential"], StringComparer.Ordinal);

    /// <summary>Writes the steepest findings under each setting; nothing with two engines.</summary>
    public static void Steepest(StringBuilder text, HuntResults results)
    {
        var growing = results.Findings.Where(f => f.Slope is not null)
            .SelectMany(f => f.Tables.Where(t => t.Settings == f.Settings || Growing.Contains(t.Growth)).Select(t => (Finding: f, Table: t)))
            .Where(g => g.Table.Slope is not null)
            .GroupBy(g => g.Table.Settings, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderByDescending(x => x.Table.Slope).ToList(), StringComparer.Ordinal);
        if (results.Baseline is not null || growing.Count == 0)
        {
            return;
        }

        text.Line("## The steepest under each setting").Line().Line("| setting | grow | steepest |").Line("|---|--:|---|");
        foreach (var setting in SettingNames.All.Where(growing.ContainsKey).Concat(growing.Keys.Except(SettingNames.All).Order(StringComparer.Ordinal)))
        {
            var steepest = growing[setting].Take(MostPerSetting).Select(g => $"[{MarkdownText.Name(g.Finding.Name)}](#{g.Finding.Name}) {HuntWords.Bounded(g.Table.Slope, g.Table.Lower, g.Table.Upper)}");
            text.Line($"| {setting} | {growing[setting].Count.ToString(CultureInfo.InvariantCulture)} | {string.Join(", ", steepest)} |");
        }

        text.Line();
    }

    /// <summary>Writes the slopes of instruction counts by each engine; nothing where none was counted.</summary>
    public static void Engines(StringBuilder text, HuntResults results)
    {
        var findings = results.Findings.Where(f => f.Engines.Count > 0).OrderByDescending(f => f.Slope).ToList();
        if (findings.Count == 0)
        {
            return;
        }

        string[] engines = [.. findings.SelectMany(f => f.Engines.Select(c => c.Engine)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        text.Line("## Which engines show them").Line();
        text.Line($"{HuntWords.Engines(results)} Each cell has the exponent of the instructions between the two largest counted sizes, and the instructions at each size. The setting is the finding's own.").Line();
        text.Line($"| finding | setting | sizes | {string.Join(" | ", engines.Select(MarkdownText.Name))} |").Line($"|---|---|---|{string.Concat(engines.Select(_ => "---|"))}");
        foreach (var finding in findings)
        {
            var sizes = finding.Engines.Select(c => c.Points).FirstOrDefault(p => p.Count > 0) ?? [];
            var cells = engines.Select(e => Cell(finding.Engines.FirstOrDefault(c => c.Engine == e)));
            text.Line($"| [{MarkdownText.Name(finding.Name)}](#{finding.Name}) | {MarkdownText.Name(finding.Settings)} | {string.Join(", ", sizes.Select(p => p.Size.ToString(CultureInfo.InvariantCulture)))} | {string.Join(" | ", cells)} |");
        }

        text.Line();
    }

    /// <summary>Writes the superlinear known shapes that confirmed patterns and findings grow like; nothing where there are none.</summary>
    /// <param name="text">Where to write.</param>
    /// <param name="results">What the hunt found.</param>
    /// <param name="ladders">The superlinear ladders of the engine; null where no scaling run says which ladders are.</param>
    public static void Rediscovered(StringBuilder text, HuntResults results, SuperlinearLadders? ladders)
    {
        var found = results.Rediscovered.Where(r => ladders is null || ladders.Exponents.ContainsKey((r.Shape, r.Settings))).ToList();
        if (found.Count == 0)
        {
            return;
        }

        text.Line("## Known shapes found again").Line();
        text.Line("Known shapes whose instructions grow in the same proportions as those of a confirmed pattern or of a finding, with the slope of the steepest such pattern, and how many candidates had been screened when the first was confirmed. "
            + (ladders is null ? "Whether the shapes themselves are superlinear is not known."
                : $"Shapes count that are superlinear under the setting in run `{ladders.Run}`, with an exponent *k* of {HuntWords.Fixed(SuperlinearLadders.LeastExponent)} or more.")).Line();
        if (ladders is not null)
        {
            PerSetting(text, found, ladders);
        }

        text.Line("| known shape | setting: slope of the pattern |").Line("|---|---|");
        foreach (var shape in found.GroupBy(r => r.Shape, StringComparer.Ordinal).OrderByDescending(g => g.Max(r => r.Slope)))
        {
            text.Line($"| {MarkdownText.Name(shape.Key)} | {string.Join("; ", shape.OrderByDescending(r => r.Slope).Select(r => Slope(r, ladders)))} |");
        }

        text.Line();
    }

    private static void PerSetting(StringBuilder text, List<HuntRediscovery> found, SuperlinearLadders ladders)
    {
        text.Line("| setting | found again | not found again, steepest first |").Line("|---|--:|---|");
        foreach (var setting in found.GroupBy(r => r.Settings, StringComparer.Ordinal).OrderBy(g => SettingNames.RankIn(SettingNames.All, g.Key)))
        {
            var again = setting.Select(r => r.Shape).ToHashSet(StringComparer.Ordinal);
            var all = ladders.Exponents.Where(l => l.Key.Settings == setting.Key).OrderByDescending(l => l.Value).ToList();
            var others = all.Where(l => !again.Contains(l.Key.Shape)).Select(l => $"{MarkdownText.Name(l.Key.Shape)} {HuntWords.Fixed(l.Value)}");
            text.Line($"| {MarkdownText.Name(setting.Key)} | {again.Count.ToString(CultureInfo.InvariantCulture)} of {all.Count.ToString(CultureInfo.InvariantCulture)} | {string.Join(", ", others)} |");
        }

        text.Line();
    }

    private static string Slope(HuntRediscovery found, SuperlinearLadders? ladders) =>
        $"{MarkdownText.Name(found.Settings)}: {HuntWords.Fixed(found.Slope)}{(ladders is null ? "" : $" (shape: {HuntWords.Fixed(ladders.Exponents[(found.Shape, found.Settings)])})")}"
        + (found.Screened is { } screened ? $" after {screened.ToString("N0", CultureInfo.InvariantCulture)}" : "");

    private static string Cell(HuntEngineCounts? counts) => counts switch
    {
        null => "not counted",
        { Message: { } message } => MarkdownText.Escape(message),
        _ => $"{HuntWords.Fixed(counts.Slope)}: {string.Join(", ", counts.Points.Select(p => InstructionText.Format((long)p.Cost)))}",
    };
}
