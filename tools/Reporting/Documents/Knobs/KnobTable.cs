using System.Globalization;
using System.Text;
using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Runs;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Knobs;

/// <summary>What each knob costs one engine: headlines and a table, for the terminal, the report and the page of findings.</summary>
public sealed class KnobTable
{
    /// <summary>What the table shows, in one sentence.</summary>
    public const string Title = "what each knob costs: figures divided by those under the same setting without the knob, geometric means over modules";

    private KnobTable(IReadOnlyList<KnobCost> costs)
    {
        Costs = costs;
        Rows = [.. costs.Select(Row)];
        Headlines = KnobWords.Headlines(costs);
    }

    /// <summary>The headers of the columns; all but the first two are numbers.</summary>
    public static IReadOnlyList<string> Headers { get; } = ["knob", "setting", "modules", "compile time", "artifact size", "run time"];

    /// <summary>The figures.</summary>
    public IReadOnlyList<KnobCost> Costs { get; }

    /// <summary>The answer in a few sentences: each quantity under one setting, the most expensive knob first.</summary>
    public IReadOnlyList<string> Headlines { get; }

    /// <summary>One row per knob and setting; empty where no setting was measured with and without a knob.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; }

    /// <summary>The table of one engine.</summary>
    /// <param name="run">The run.</param>
    /// <param name="engine">The label of the engine.</param>
    public static KnobTable FromRun(RunData run, string engine)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new KnobTable(KnobCosts.FromRecords(run.Records.Where(r => r.Engine == engine), run.Analysis.Options.Misrate));
    }

    /// <summary>Appends the section of a report; nothing where there are no rows.</summary>
    internal static void Append(StringBuilder text, RunData run, EngineAnalysis engine)
    {
        var table = FromRun(run, engine.Engine);
        if (table.Rows.Count > 0)
        {
            text.Line($"## Knobs, Wasmtime {MarkdownText.Name(engine.Engine)}").Line();
            table.AppendHeadlines(text);
            table.AppendRows(text);
        }
    }

    /// <summary>Appends the headlines as a list.</summary>
    internal void AppendHeadlines(StringBuilder text)
    {
        foreach (var headline in Headlines)
        {
            text.Line($"- {MarkdownText.Sentence(headline)}.");
        }

        text.Line();
    }

    /// <summary>Appends the table and what each knob does.</summary>
    internal void AppendRows(StringBuilder text)
    {
        text.Line($"This table shows {Title}, with 95% bounds for exactly these modules. Sizes are exact.").Line();
        text.Line($"| {string.Join(" | ", Headers)} |");
        text.Line($"|---|---|{string.Concat(Headers.Skip(2).Select(_ => "--:|"))}");
        foreach (var row in Rows)
        {
            text.Line($"| {string.Join(" | ", row.Select(MarkdownText.Escape))} |");
        }

        text.Line();
        if (KnobWords.Control(Costs) is { } control)
        {
            text.Line(MarkdownText.Sentence(control)).Line();
        }

        foreach (var knob in KnobNames.All.Where(k => Costs.Any(c => c.Knob == k.Name)))
        {
            text.Line($"- `+{knob.Name}` {knob.Meaning}.");
        }

        text.Line();
    }

    private static IReadOnlyList<string> Row(KnobCost cost) =>
    [
        cost.Knob,
        cost.Without,
        cost.Modules.Count.ToString(CultureInfo.InvariantCulture),
        KnobWords.Ratio(cost.CompileTime?.Figure),
        RatioText.Format(cost.ArtifactBytes),
        KnobWords.Ratio(cost.RunTime?.Figure),
    ];
}
