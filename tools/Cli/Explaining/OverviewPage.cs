using System.Text;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Stages;
using CompileBench.Reporting.Language;

namespace CompileBench.Cli.Explaining;

/// <summary>The page on where compiles go: for each module the phases under every setting, and what another setting saves.</summary>
internal static class OverviewPage
{
    public static string Of(EngineBuild engine, IReadOnlyList<Explanation> explained, IReadOnlyList<string> left)
    {
        var text = new StringBuilder();
        text.Append($"# Where a compile by Wasmtime {MarkdownText.Escape(engine.Label)} goes\n\n");
        text.Append("Instructions of one compile, counted with callgrind: exact to some thousandths of a per cent, whatever the machine. Instructions are not time.\n");
        text.Append("Shares are of all instructions of that compile; the last column is over the first setting's total. Made by `compilebench explain overview`; ");
        text.Append($"engine {engine.Digest}.\n\n");
        if (explained.Count > 0)
        {
            var least = explained.MinBy(e => e.NamedShare)!;
            text.Append($"Of the {explained.Count} compiles the one explained least has {InstructionText.Percent(least.NamedShare)} of its instructions in a named phase ({MarkdownText.Escape(least.Module)}, {least.Settings}).\n\n");
        }

        foreach (var module in explained.GroupBy(e => e.Module))
        {
            One(text, module.Key, [.. module]);
        }

        if (left.Count > 0)
        {
            text.Append("## Not explained\n\n").AppendJoin("\n", left.Select(l => "- " + MarkdownText.Escape(l))).Append('\n');
        }

        return text.ToString();
    }

    private static void One(StringBuilder text, string module, IReadOnlyList<Explanation> explained)
    {
        var phases = CompilerPhase.All.Where(p => explained.Any(e => e.Of(p) * 1000 >= e.Instructions)).ToList();
        text.Append($"## {MarkdownText.Escape(module)}\n\n| settings | instructions |");
        phases.ForEach(p => text.Append($" {p.Name} |"));
        text.Append(" ratio |\n|---|---:|");
        phases.ForEach(_ => text.Append("---:|"));
        text.Append("---:|\n");
        foreach (var e in explained)
        {
            text.Append($"| {e.Settings} | {InstructionText.Of(e.Instructions)} |");
            phases.ForEach(p => text.Append($" {InstructionText.Percent(e.Of(p) / e.Instructions)} |"));
            text.Append($" {(double)e.Instructions / explained[0].Instructions:0.000} |\n");
        }

        text.Append('\n').Append(Claim(explained)).Append("\n\n");
    }

    private static string Claim(IReadOnlyList<Explanation> explained)
    {
        var first = explained[0];
        var heaviest = first.Phases.MaxBy(p => p.Instructions);
        return heaviest is null
            ? $"Phases {first.PhasesUnknown}."
            : $"Under {first.Settings} the largest phase is {heaviest.Phase} with {InstructionText.Percent(heaviest.Share)}; its function with most instructions of its own is `{first.Functions.FirstOrDefault(f => f.Phase == heaviest.Phase && !f.IsShared)?.Name}`.";
    }
}
