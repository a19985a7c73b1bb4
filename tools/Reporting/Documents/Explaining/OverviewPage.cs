using System.Text;
using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>The page on where compiles go: one table per module, with one row per setting and one column per stage.</summary>
public static class OverviewPage
{
    // A stage below this share of every compile of a module is left out.
    private const double SmallestShare = 1e-3;

    /// <summary>Returns the page.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="explained">The explained compiles.</param>
    /// <param name="notExplained">The other compiles: one line each, with the reason.</param>
    public static string ToMarkdown(ExplainedEngine engine, IReadOnlyList<CompileExplanation> explained, IReadOnlyList<string> notExplained)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(explained);
        var text = new StringBuilder();
        text.Append($"# Where a compile by Wasmtime {MarkdownText.Escape(engine.Label)} goes\n\n");
        text.Append("Instructions of one compile, counted with callgrind: repeats differ by a few thousandths of a per cent on any machine. Instructions are not time.\n");
        text.Append("Shares are of all instructions of that compile; the last column is the total divided by that of the first setting. Made by `compilebench explain overview`; ");
        text.Append($"engine {engine.Digest}.\n\n");
        if (explained.Count > 0)
        {
            var least = explained.MinBy(e => e.NamedShare)!;
            text.Append($"In each of the {explained.Count} compiles, at least {InstructionText.Percent(least.NamedShare)} of the instructions belong to a named stage (lowest: {MarkdownText.Escape(least.Module)}, {least.Settings}).\n\n");
        }

        foreach (var module in explained.GroupBy(e => e.Module))
        {
            AppendModule(text, module.Key, [.. module]);
        }

        if (notExplained.Count > 0)
        {
            text.Append("## Not explained\n\n").AppendJoin("\n", notExplained.Select(l => "- " + MarkdownText.Escape(l))).Append('\n');
        }

        return text.ToString();
    }

    private static void AppendModule(StringBuilder text, string module, IReadOnlyList<CompileExplanation> explained)
    {
        var stages = CompilerStage.All.Where(s => explained.Any(e => e.InstructionsIn(s) >= e.Instructions * SmallestShare)).ToList();
        text.Append($"## {MarkdownText.Escape(module)}\n\n| settings | instructions |");
        stages.ForEach(s => text.Append($" {s.Name} |"));
        text.Append(" ratio |\n|---|---:|");
        stages.ForEach(_ => text.Append("---:|"));
        text.Append("---:|\n");
        foreach (var e in explained)
        {
            text.Append($"| {e.Settings} | {InstructionText.Format(e.Instructions)} |");
            stages.ForEach(s => text.Append($" {InstructionText.Percent(e.InstructionsIn(s) / e.Instructions)} |"));
            text.Append($" {(double)e.Instructions / explained[0].Instructions:0.000} |\n");
        }

        text.Append('\n').Append(Claim(explained[0])).Append("\n\n");
    }

    private static string Claim(CompileExplanation first) => first.Stages.MaxBy(s => s.Instructions) is not { } heaviest
        ? $"Stages {ExplanationWords.WhyNoStages(first)}."
        : $"Under {first.Settings} the largest stage is {heaviest.Stage} with {InstructionText.Percent(heaviest.Share)}; its function with the most own instructions is `{first.Functions.FirstOrDefault(f => f.Stage == heaviest.Stage && !f.IsShared)?.Name}`.";
}
