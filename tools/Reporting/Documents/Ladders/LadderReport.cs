using System.Globalization;
using System.Text;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Charts.Drawing;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>The part of a report that is about ladders: overviews, one chart a shape, and a table of laws and of the sizes a budget allows.</summary>
public sealed class LadderReport
{
    private readonly IReadOnlyList<IGrouping<string, LadderLaw>> _engines;
    private readonly IReadOnlyList<IReadOnlyList<Chart>> _maps;
    private readonly IReadOnlyList<Chart> _shapes;
    private readonly RunData _run;

    /// <summary>Looks for ladders in a run.</summary>
    /// <param name="run">The run.</param>
    public LadderReport(RunData run)
    {
        _run = run;

        // A shape seen at one or two sizes is a module like others, not a ladder.
        var laws = LadderLaw.FromRecords(run.Records, run.Manifest.Settings);
        var ladders = laws.GroupBy(l => (l.Engine, l.Shape)).Where(g => g.Any(l => l.Time.Points.Count >= 3)).SelectMany(g => g);
        _engines = [.. ladders.GroupBy(l => l.Engine)];
        BudgetNanoseconds = Budget(run.Manifest.Options);
        _maps = [.. _engines.Select(e => ChartNames.MakeUnique(Maps(e)))];
        _shapes = ChartNames.MakeUnique(_engines.SelectMany(Shapes));
    }

    /// <summary>The time one compile may take, in nanoseconds, as the run was told; null where it says none.</summary>
    public double? BudgetNanoseconds { get; }

    /// <summary>The charts: overviews first, then the shapes by name.</summary>
    public IReadOnlyList<Chart> Charts => [.. _maps.SelectMany(m => m), .. _shapes];

    /// <summary>Whether there is any ladder.</summary>
    public bool IsEmpty => _engines.Count == 0;

    /// <summary>One sentence an engine and setting: how many shapes grow faster than linearly, and the steepest of them.</summary>
    internal IEnumerable<string> Claims => _engines.SelectMany(e => e.GroupBy(l => l.Settings).Select(g =>
    {
        var judged = g.Where(l => l.Time.Deciding is not null).ToList();
        var steep = judged.Where(l => l.Time.IsSuperlinear).OrderByDescending(l => LadderWords.Steepness(l.Time)).ToList();
        var worst = steep.Count == 0 ? "" : $", most of all {steep[0].Shape} ({LadderWords.Law(steep[0].Time)})";
        return $"{g.Key}, Wasmtime {e.Key}: compile time grows faster than the size of {steep.Count} of {RunCaption.Count(judged.Count, "shape")}{worst}.";
    }));

    /// <summary>Writes the Markdown.</summary>
    internal void Append(StringBuilder text, string chartFolder)
    {
        foreach (var (engine, maps) in _engines.Zip(_maps))
        {
            text.Line($"## How cost grows with each shape, Wasmtime {MarkdownText.Name(engine.Key)}").Line();
            foreach (var map in maps)
            {
                ChartMarkdown.Append(text, map, chartFolder);
            }

            AppendLaws(text, engine, LadderMeasure.Time, BudgetNanoseconds);
            AppendLaws(text, engine, LadderMeasure.Memory, null);
        }

        text.Line("<details><summary>One chart a shape</summary>").Line();
        foreach (var chart in _shapes)
        {
            ChartMarkdown.Append(text, chart, chartFolder);
        }

        text.Line("</details>").Line();
    }

    private IEnumerable<Chart> Maps(IGrouping<string, LadderLaw> engine) =>
        new[] { LadderMeasure.Time, LadderMeasure.Memory }
            .Select(m => LadderMap.FromLaws([.. engine], m, Caption(engine.Key), $"ladders-{m.Name}{Suffix(engine.Key)}"))
            .OfType<Chart>();

    private IEnumerable<Chart> Shapes(IGrouping<string, LadderLaw> engine) =>
        from shape in engine.GroupBy(l => l.Shape)
        from measure in new[] { (LadderMeasure.Time, BudgetNanoseconds), (LadderMeasure.Memory, (double?)null) }
        let name = $"ladder-{FileNameText.FromText(shape.Key)}-{measure.Item1.Name}{Suffix(engine.Key)}"
        let chart = LadderChart.FromLaws([.. shape], measure.Item1, measure.Item2, Caption(engine.Key), name)
        where chart is not null
        select (Chart)chart;

    private string Caption(string engine) => RunCaption.ForRecords(_run.Manifest, [.. _run.Records.Where(r => r.Engine == engine)]);

    private string Suffix(string engine) => _engines.Count == 1 ? "" : "-" + FileNameText.FromText(engine);

    private static void AppendLaws(StringBuilder text, IEnumerable<LadderLaw> laws, LadderMeasure measure, double? budget)
    {
        var withValues = laws.Where(l => measure.Growth(l).Points.Any(p => p.Value is not null)).ToList();
        if (withValues.Count == 0)
        {
            return;
        }

        text.Line($"<details><summary>{measure.Title}: the law of every shape and setting</summary>").Line();
        text.Line($"| shape | setting | verdict | k over all sizes | k at the top sizes | k of other shapes | {(budget is { } b ? $"largest size within {AxisTicks.Label(measure.Axis.Quantity, b)} | " : "")}largest measured |");
        text.Line($"|---|---|---|--:|--:|--:|{(budget is null ? "" : "--:|")}--:|");
        foreach (var law in withValues)
        {
            var growth = measure.Growth(law);
            var largest = growth.Points.Last(p => p.Value is not null);
            var within = budget is { } limit ? $" {LadderWords.Within(growth.LargestWithinBudget(limit))} |" : "";
            text.Line($"| {MarkdownText.Name(law.Shape)} | {MarkdownText.Name(law.Settings)} | {LadderWords.Verdict(growth)} | {LadderWords.Whole(growth)} | {LadderWords.Local(growth)} | {LadderWords.Peers(growth)} |{within} {largest.Size:0}: {measure.Format(largest.Value!.Value)} |");
        }

        text.Line().Line("</details>").Line();
    }

    // Options are kept as people typed them: 3s, 500ms, 2min.
    private static double? Budget(IReadOnlyDictionary<string, OptionValue> options)
    {
        if (!options.TryGetValue("budget", out var value))
        {
            return null;
        }

        var text = value.Text;
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        double? unit = text[digits..].Trim() switch { "" or "s" => 1e9, "ms" => 1e6, "min" or "m" => 60e9, _ => null };
        return double.TryParse(text[..digits], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0 ? number * unit : null;
    }
}
