using System.Text;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Differences;
using CompileBench.Reporting.Language;

namespace CompileBench.Cli.Explaining;

/// <summary>The page on what changed between two engines: claims in words, then the tables they come from.</summary>
internal static class ChangesPage
{
    private const int FunctionsShown = 5;

    public static string Of(
        EngineBuild baseline,
        EngineBuild candidate,
        IReadOnlyList<CompilerSettings> settings,
        IReadOnlyList<ExplanationDifference> differences,
        IReadOnlyList<string> left,
        int most,
        long largest)
    {
        var text = new StringBuilder();
        text.Append($"# What changed in the compile from {Escape(baseline.Label)} to {Escape(candidate.Label)}, by phase and function\n\n");
        text.Append($"Instructions of one compile, counted with callgrind: exact to some thousandths of a per cent, whatever the machine. Instructions are not time.\n");
        text.Append($"{differences.Select(d => d.Candidate.Module).Distinct().Count()} real modules of up to {largest / 1000.0:N0} KB under {string.Join(", ", settings)}; below are the {Math.Min(most, differences.Count)} compiles that changed most.\n");
        text.Append("Functions are those of the compiler, each with what memory copies, containers and the like executed for it; one that is new or gone may have been inlined into another, phases do not mind.\n\n");
        text.Append($"Made by `compilebench explain changes --engine {Escape(candidate.Label)} --against {Escape(baseline.Label)} --settings {string.Join(',', settings)}`; engines {baseline.Digest} and {candidate.Digest}.\n\n");
        Summary(text, baseline, candidate, differences);
        foreach (var difference in differences.OrderByDescending(d => Math.Abs(Math.Log(d.Ratio))).Take(most))
        {
            One(text, difference);
        }

        if (left.Count > 0)
        {
            text.Append("## Not compared\n\n");
            foreach (var line in left)
            {
                text.Append($"- {Escape(line)}\n");
            }
        }

        return text.ToString();
    }

    private static void Summary(StringBuilder text, EngineBuild baseline, EngineBuild candidate, IReadOnlyList<ExplanationDifference> differences)
    {
        text.Append("## Every module\n\n");
        text.Append($"| module | settings | {Escape(baseline.Label)} | {Escape(candidate.Label)} | ratio | phase that changed most | its change, of the baseline's total |\n|---|---|---:|---:|---:|---|---:|\n");
        foreach (var d in differences.OrderByDescending(d => Math.Abs(Math.Log(d.Ratio))))
        {
            var first = d.Phases.FirstOrDefault();
            text.Append($"| {Escape(d.Candidate.Module)} | {d.Candidate.Settings} | {InstructionText.Of(d.Baseline.Instructions)} | {InstructionText.Of(d.Candidate.Instructions)} | {d.Ratio:0.000} | {first?.Phase.Name ?? d.Candidate.PhasesUnknown} | {(first is null ? "" : $"{first.Change / d.Baseline.Instructions:+0.0%;-0.0%}")} |\n");
        }

        text.Append('\n');
    }

    private static void One(StringBuilder text, ExplanationDifference difference)
    {
        text.Append($"## {Escape(difference.Candidate.Module)}, {difference.Candidate.Settings}: {difference.Ratio:0.000}\n\n");
        text.Append($"{PageFile.Words(DifferenceClaim.Of(difference))}\n\n");
        text.Append("| phase | before | after | change | of the change |\n|---|---:|---:|---:|---:|\n");
        foreach (var p in difference.Phases.Where(p => Math.Abs(p.Change) * 1000 >= difference.Baseline.Instructions))
        {
            text.Append($"| {p.Phase} | {InstructionText.Of(p.Baseline)} | {InstructionText.Of(p.Candidate)} | {InstructionText.Signed(p.Change)} | {p.ShareOfChange * 100:0}% |\n");
        }

        text.Append("\n| function of the compiler, with the copies and containers it uses | phase | before | after | change |\n|---|---|---:|---:|---:|\n");
        foreach (var f in difference.Functions.Where(f => !f.IsShared).OrderByDescending(f => Math.Abs(f.ChangeWithShared)).Take(FunctionsShown))
        {
            text.Append($"| `{f.Name.Replace('|', '/')}` | {f.Phase} | {InstructionText.Of(f.BaselineWithShared)} | {InstructionText.Of(f.CandidateWithShared)} | {InstructionText.Signed(f.ChangeWithShared)} |\n");
        }

        text.Append('\n');
    }

    private static string Escape(string text) => MarkdownText.Escape(text);
}
