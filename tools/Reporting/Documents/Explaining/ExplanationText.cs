using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>Explanations of one module as console text: one column per setting and one row per stage, then the most expensive functions of each setting.</summary>
public static class ExplanationText
{
    // A stage below this share of every compile is left out.
    private const double SmallestShare = 1 / 2000.0;

    // As wide as the share behind the instructions of a stage.
    private const string NoShare = "        ";

    /// <summary>Makes the document.</summary>
    /// <param name="module">The module's name.</param>
    /// <param name="bytes">The module's size in bytes.</param>
    /// <param name="engine">The engine's label.</param>
    /// <param name="results">One result per setting.</param>
    /// <param name="top">How many functions to show per setting.</param>
    public static TextDocument FromResults(string module, long bytes, string engine, IReadOnlyList<ExplainResult> results, int top)
    {
        ArgumentNullException.ThrowIfNull(results);
        var text = new TextDocument();
        text.Add(ExplanationClaim.ForResults(module, results));
        text.Add($"{module}, {bytes:N0} bytes, Wasmtime {engine}: instructions of one compile");
        foreach (var result in results.Where(r => r.Explanation is null))
        {
            text.Add($"{result.Settings}: {ExplanationWords.WhyNotExplained(result)}");
        }

        var explained = results.Select(r => r.Explanation).OfType<CompileExplanation>().ToList();
        if (explained.Count > 0)
        {
            text.Add(Stages(explained));
        }

        foreach (var explanation in explained.Where(e => !e.HasSymbols))
        {
            text.Add($"{explanation.Settings}: stages {ExplanationWords.StagesUnknown}");
        }

        foreach (var explanation in explained.Where(e => !e.Functions.IsEmpty))
        {
            text.Add(Functions(explanation, top));
        }

        return text;
    }

    private static TextTable Stages(List<CompileExplanation> explained)
    {
        var table = new TextTable(["stage", .. explained.Select(e => ">" + e.Settings)]) { Continues = true };
        foreach (var stage in CompilerStage.All.Where(s => explained.Any(e => e.InstructionsIn(s) >= e.Instructions * SmallestShare && e.InstructionsIn(s) > 0)))
        {
            table.AddRow([stage.Name, .. explained.Select(e => Cell(e, stage))]);
        }

        table.AddRow(["all", .. explained.Select(e => InstructionText.Format(e.Instructions) + NoShare)]);
        if (explained.Count > 1)
        {
            table.AddRow([$"over {explained[0].Settings}", .. explained.Select(e => $"{(double)e.Instructions / explained[0].Instructions:0.000}{NoShare}")]);
        }

        return table;
    }

    private static string Cell(CompileExplanation explanation, CompilerStage stage) => explanation.InstructionsIn(stage) is > 0 and var instructions
        ? $"{InstructionText.Format(instructions)}  {InstructionText.Percent(instructions / explanation.Instructions),6}"
        : "";

    private static TextTable Functions(CompileExplanation explanation, int top)
    {
        var table = new TextTable(">own", ">share", ">with callees", ">calls", "stage", "function")
        {
            Title = $"{explanation.Settings}: functions of the compiler with the most own instructions",
            LeaveOut = ["calls", "with callees"],
        };
        foreach (var f in explanation.Functions.Take(top))
        {
            table.AddRow(
                InstructionText.Format(f.Exclusive),
                InstructionText.Percent((double)f.Exclusive / explanation.Instructions),
                InstructionText.Format(f.Inclusive),
                $"{f.Calls:N0}",
                f.IsShared ? $"({f.Stage.Name})" : f.Stage.Name,
                f.Name);
        }

        return table;
    }
}
