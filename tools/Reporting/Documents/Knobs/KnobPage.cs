using System.Text;
using CompileBench.Analysis.Ratios;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Knobs;

/// <summary>
/// The page on what knobs cost: per knob and setting, then per module, then how each engine proved or refused each knob. Every figure is recomputed from
/// the runs.
/// </summary>
public static class KnobPage
{
    private const string ErrorValue = "an `Err` value: ";

    /// <summary>Makes the page.</summary>
    /// <param name="runs">The runs: the figures are those of the first, and every engine of each says which knobs it applies.</param>
    /// <exception cref="RecordFormatException">The first run measured no setting with and without a knob.</exception>
    public static string Markdown(IReadOnlyList<RunData> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var measured = runs[0];
        var tables = measured.Manifest.Engines.Select(e => (Engine: e.Label, Table: KnobTable.FromRun(measured, e.Label))).Where(t => t.Table.Rows.Count > 0).ToList();
        if (tables.Count == 0)
        {
            throw new RecordFormatException($"run {measured.Manifest.Run} has no figure of a setting with and without a knob: measure one with --knobs");
        }

        var text = new StringBuilder();
        text.Line($"# What options of the engine cost, Wasmtime {string.Join(", ", tables.Select(t => MarkdownText.Name(t.Engine)))}").Line();
        foreach (var (engine, table) in tables)
        {
            if (tables.Count > 1)
            {
                text.Line($"## Wasmtime {MarkdownText.Name(engine)}").Line();
            }

            table.AppendHeadlines(text);
            table.AppendRows(text);
        }

        text.Line(MarkdownText.Escape(RunCaption.ForRecords(measured.Manifest, measured.Records)) + ".").Line();
        RunWarnings.Append(text, [.. RunWarnings.ForFiles(measured), .. RunWarnings.ForMachines(measured.Manifest)]);
        text.Line($"Made by `compilebench report knobs` from the records of {(runs.Count == 1 ? "run" : "runs")} {string.Join(", ", runs.Select(r => $"`{r.Manifest.Run}`"))} alone. A figure whose bounds would be wider than itself is not given.").Line();
        foreach (var (engine, table) in tables)
        {
            text.Line(tables.Count == 1 ? "## Each module" : $"## Each module, Wasmtime {MarkdownText.Name(engine)}").Line();
            AppendModules(text, table.Costs);
        }

        foreach (var engine in runs.SelectMany(r => r.Manifest.Engines).DistinctBy(e => e.Digest))
        {
            AppendProofs(text, engine);
        }

        return text.ToString();
    }

    private static void AppendModules(StringBuilder text, IReadOnlyList<KnobCost> costs)
    {
        text.Line("Ratios to the same module under the same setting without the knob, with 95% bounds.").Line();
        foreach (var knob in costs.GroupBy(c => c.Knob))
        {
            text.Line($"### {MarkdownText.Name(knob.Key)}").Line();
            text.Line("| module | setting | compile time | artifact size | run time |").Line("|---|---|--:|--:|--:|");
            var rows = knob.SelectMany(c => c.Modules, (cost, module) => (cost.Without, Module: module)).OrderBy(r => r.Module.Module, StringComparer.Ordinal);
            foreach (var (setting, m) in rows)
            {
                text.Line($"| {MarkdownText.Name(m.Module)} | {MarkdownText.Name(setting)} | {KnobWords.Ratio(m.CompileTime)} | {RatioText.Format(m.ArtifactBytes)} | {KnobWords.Ratio(m.RunTime)} |");
            }

            text.Line();
        }
    }

    // An engine that cannot apply a setting at all cannot apply it with a knob either: that is one row, not one per knob.
    private static void AppendProofs(StringBuilder text, EngineDescription engine)
    {
        var asked = engine.Settings.Where(s => KnobNames.InName(s.Settings).Count == 1)
            .Select(s => (Setting: SettingNames.BaseName(s.Settings), Knob: KnobNames.InName(s.Settings)[0], s.Supported, s.Evidence))
            .ToList();
        text.Line($"## Which knobs Wasmtime {MarkdownText.Name(engine.Label)} applies").Line();
        text.Line("The artifact of a small module shows whether an engine applies a knob. An engine that ignores a knob, or whose C API lacks it, is not measured with it.").Line();
        text.Line("| knob | applied under | seen by | not applied |").Line("|---|---|---|---|");
        var refused = engine.Settings.Where(s => !s.Supported && KnobNames.InName(s.Settings).Count == 0).ToDictionary(s => s.Settings, s => s.Evidence);
        foreach (var knob in asked.Where(a => !refused.ContainsKey(a.Setting)).GroupBy(a => a.Knob))
        {
            var applied = knob.Where(k => k.Supported).ToList();
            var proofs = applied.Select(k => ProofOf(k.Knob, k.Evidence)).Distinct();
            var others = knob.Where(k => !k.Supported).GroupBy(k => k.Evidence).Select(g => $"{string.Join(", ", g.Select(k => MarkdownText.Name(k.Setting)))}: {MarkdownText.Escape(ReasonOf(g.Key))}");
            text.Line($"| {MarkdownText.Name(knob.Key)} | {string.Join(", ", applied.Select(k => MarkdownText.Name(k.Setting)))} | {string.Join("; ", proofs.Select(MarkdownText.Escape))} | {string.Join("; ", others)} |");
        }

        text.Line();
        foreach (var (setting, evidence) in refused)
        {
            text.Line($"Not measured at all: {MarkdownText.Name(setting)}: {MarkdownText.Escape(ReasonOf(evidence))}").Line();
        }
    }

    // Of a panic only the words after this are about the setting.
    private static string ReasonOf(string evidence) => evidence.IndexOf(ErrorValue, StringComparison.Ordinal) is >= 0 and var at ? $"the engine aborts: {evidence[(at + ErrorValue.Length)..]}" : evidence;

    // The evidence of a setting begins with that of the setting without knobs.
    private static string ProofOf(string knob, string evidence) => evidence.Split("; ").LastOrDefault(part => part.StartsWith(knob + " ", StringComparison.Ordinal)) is { } proof
        ? proof[(knob.Length + 1)..]
        : evidence;
}
