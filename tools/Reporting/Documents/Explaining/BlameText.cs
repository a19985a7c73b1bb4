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
    public static TextDocument FromBlame(ModuleBlame blame, int top)
    {
        ArgumentNullException.ThrowIfNull(blame);
        var text = new TextDocument();
        text.Add($"{blame.Module}, Wasmtime {blame.Engine}, {blame.Settings}: {Amount(blame, blame.Total)} in total, by function of the module");
        text.Add($"({ExplanationWords.Method(blame.Method)})");
        var table = new TextTable(
            blame.Unit == BlameUnit.Instructions ? ">instructions" : ">wall time", ">share", ">over expected for its size", ">body bytes", ">opcodes", ">locals", ">nesting", ">index", "name");
        foreach (var f in blame.Functions.Take(top))
        {
            table.AddRow(
                Amount(blame, f.Cost),
                InstructionText.Percent(f.Share),
                f.OverExpected is { } over ? $"{over:0.0}x{(f.IsOutOfLine ? " out of line" : "            ")}" : "",
                $"{f.Function.BodyBytes:N0}",
                $"{f.Function.Instructions:N0}",
                $"{f.Function.Locals:N0}",
                $"{f.Function.NestingDepth:N0}",
                $"{f.Function.Index}",
                f.Function.Name ?? "");
        }

        if (blame.OutsideFunctions is { } outside)
        {
            table.AddRow(Amount(blame, outside), InstructionText.Percent(outside / Math.Max(1, blame.Total)), "", "", "", "", "", "", "outside functions: decoding, entry points, start-up of the module, linking");
        }

        text.Add(table);
        return text;
    }

    private static string Amount(ModuleBlame blame, double cost) =>
        blame.Unit == BlameUnit.Instructions ? InstructionText.Format(cost) : DurationText.Format(cost);
}
