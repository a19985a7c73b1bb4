using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>A blame as console text: one row per function of the module.</summary>
public static class BlameText
{
    /// <summary>Makes the document.</summary>
    /// <param name="blame">The blame.</param>
    /// <param name="top">How many functions to show.</param>
    /// <param name="predicted">The predicted share of functions in the module's compile time, by index; null where there is no model.</param>
    public static TextDocument FromBlame(ModuleBlame blame, int top, IReadOnlyDictionary<int, double>? predicted = null)
    {
        ArgumentNullException.ThrowIfNull(blame);
        var text = new TextDocument();
        text.Add(ExplanationClaim.ForBlame(blame));
        text.Add($"{blame.Module}, Wasmtime {blame.Engine}, {blame.Settings}: {Amount(blame, blame.Total)} in total, by function of the module");
        text.Add($"({ExplanationWords.Method(blame.Method)})");
        string[] prediction = predicted is null ? [] : [">predicted share"];
        var table = new TextTable(
            [blame.Unit == BlameUnit.Instructions ? ">instructions" : ">wall time", ">share", .. prediction, ">over expected for its size", ">body bytes", ">opcodes", ">locals", ">nesting", ">index", "name"])
        {
            LeaveOut = ["nesting", "locals", "opcodes", "predicted share", "body bytes"],
        };
        foreach (var f in blame.Functions.Take(top))
        {
            string[] share = predicted is null ? [] : [predicted.TryGetValue(f.Function.Index, out var expected) ? InstructionText.Percent(expected) : ""];
            table.AddRow(
            [
                Amount(blame, f.Cost),
                InstructionText.Percent(f.Share),
                .. share,
                f.OverExpected is { } over ? $"{over:0.0}x{(f.IsOutOfLine ? " !" : "  ")}" : "",
                $"{f.Function.BodyBytes:N0}",
                $"{f.Function.Instructions:N0}",
                $"{f.Function.Locals:N0}",
                $"{f.Function.NestingDepth:N0}",
                $"{f.Function.Index}",
                f.Function.Name ?? "",
            ]);
        }

        void AddRest(double cost, string what) =>
            table.AddRow([Amount(blame, cost), InstructionText.Percent(cost / Math.Max(1, blame.Total)), .. prediction.Select(_ => (TextCell)""), "", "", "", "", "", "", what]);

        if (blame.StartUp is { } startUp)
        {
            AddRest(startUp, "(module start-up: initialisers of globals, elements and data)");
        }

        if (blame.OutsideFunctions is { } outside)
        {
            AddRest(outside, blame.Method == BlameMethod.Substitution
                ? "(outside function bodies: module start-up, decoding, entry points, linking)"
                : "(outside functions: decoding, entry points, linking)");
        }

        text.Add(table);
        if (blame.Functions.Take(top).Any(f => f.IsOutOfLine))
        {
            text.Add($"!: at least {FunctionBlame.OutOfLineRatio:0.#} times the cost expected for its size");
        }

        return text;
    }

    private static string Amount(ModuleBlame blame, double cost) =>
        blame.Unit == BlameUnit.Instructions ? InstructionText.Format(cost) : DurationText.Format(cost);
}
