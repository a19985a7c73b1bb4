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
        text.Add($"{blame.Module}, Wasmtime {blame.Engine}, {blame.Settings}: {Amount(blame, blame.Total)} in total, by function of the module");
        text.Add($"({ExplanationWords.Method(blame.Method)})");
        string[] prediction = predicted is null ? [] : [">predicted share"];
        var table = new TextTable(
            [blame.Unit == BlameUnit.Instructions ? ">instructions" : ">wall time", ">share", .. prediction, ">over expected for its size", ">body bytes", ">opcodes", ">locals", ">nesting", ">index", "name"]);
        foreach (var f in blame.Functions.Take(top))
        {
            string[] share = predicted is null ? [] : [predicted.TryGetValue(f.Function.Index, out var expected) ? InstructionText.Percent(expected) : ""];
            table.AddRow(
            [
                Amount(blame, f.Cost),
                InstructionText.Percent(f.Share),
                .. share,
                f.OverExpected is { } over ? $"{over:0.0}x{(f.IsOutOfLine ? " out of line" : "            ")}" : "",
                $"{f.Function.BodyBytes:N0}",
                $"{f.Function.Instructions:N0}",
                $"{f.Function.Locals:N0}",
                $"{f.Function.NestingDepth:N0}",
                $"{f.Function.Index}",
                f.Function.Name ?? "",
            ]);
        }

        if (blame.OutsideFunctions is { } outside)
        {
            table.AddRow([Amount(blame, outside), InstructionText.Percent(outside / Math.Max(1, blame.Total)), .. prediction.Select(_ => ""), "", "", "", "", "", "", "outside functions: decoding, entry points, start-up of the module, linking"]);
        }

        text.Add(table);
        return text;
    }

    private static string Amount(ModuleBlame blame, double cost) =>
        blame.Unit == BlameUnit.Instructions ? InstructionText.Format(cost) : DurationText.Format(cost);
}
