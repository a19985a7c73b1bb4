using System.Text;
using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Ratios.Rounds;
using CompileBench.Analysis.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>What each knob costs, as a table for the terminal and for the report.</summary>
public static class KnobTable
{
    /// <summary>What the table shows, in one sentence.</summary>
    public const string Title = "what each knob costs: figures divided by those under the same setting without the knob, geometric means over modules";

    /// <summary>The headers of the columns; all but the first two are numbers.</summary>
    public static IReadOnlyList<string> Headers { get; } = ["knob", "setting", "modules", "compile time", "artifact size", "run time"];

    /// <summary>One row per knob and setting; empty where no setting was measured with and without a knob.</summary>
    /// <param name="run">The run.</param>
    /// <param name="engine">The label of the engine.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(RunData run, string engine)
    {
        ArgumentNullException.ThrowIfNull(run);
        return [.. KnobCosts.FromRecords(run.Records.Where(r => r.Engine == engine), run.Analysis.Options.Misrate).Select(Row)];
    }

    /// <summary>Appends the table and what each knob does; nothing where there are no rows.</summary>
    internal static void Append(StringBuilder text, RunData run, EngineAnalysis engine)
    {
        var rows = Rows(run, engine.Engine);
        if (rows.Count == 0)
        {
            return;
        }

        text.Line($"## Knobs, Wasmtime {MarkdownText.Name(engine.Engine)}").Line();
        text.Line($"This table shows {Title}, with 95% bounds for exactly these modules. Sizes are exact.").Line();
        text.Line($"| {string.Join(" | ", Headers)} |");
        text.Line("|---|---|--:|--:|--:|--:|");
        foreach (var row in rows)
        {
            text.Line($"| {string.Join(" | ", row.Select(MarkdownText.Escape))} |");
        }

        text.Line();
        foreach (var knob in KnobNames.All.Where(k => rows.Any(r => r[0] == k.Name)))
        {
            text.Line($"- `+{knob.Name}` {knob.Meaning}.");
        }

        text.Line();
    }

    private static string[] Row(KnobCost cost) =>
    [
        cost.Knob,
        cost.Without,
        (cost.CompileTime ?? cost.RunTime!).ModuleCount.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Text(cost.CompileTime),
        RatioText.Format(cost.ArtifactBytes),
        Text(cost.RunTime),
    ];

    private static string Text(RoundMean? mean) => mean?.Figure switch
    {
        null => NotAvailable.Text,
        RoundFigure.NotKnownYet unknown => CaseText.NotKnownYet(unknown.Rounds),
        { } figure => RatioText.WithBounds(figure.Figure, figure.Limits),
    };
}
