using System.Text;
using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>The page on what changed between two engines: a summary of every module, then claims and tables of the compiles that changed most.</summary>
public sealed record ChangesPage
{
    private const int FunctionsShown = 5;

    // A stage whose change is below this share of the baseline is left out.
    private const double SmallestChange = 1e-3;

    /// <summary>The engine compared against.</summary>
    public required ExplainedEngine Baseline { get; init; }

    /// <summary>The engine judged.</summary>
    public required ExplainedEngine Candidate { get; init; }

    /// <summary>The names of the settings.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>The compiles that were counted with both engines.</summary>
    public required IReadOnlyList<ExplanationDifference> Differences { get; init; }

    /// <summary>The compiles that could not be counted: one line each, with the reason.</summary>
    public required IReadOnlyList<string> NotCompared { get; init; }

    /// <summary>How many compiles are shown in detail.</summary>
    public required int Most { get; init; }

    /// <summary>The size limit of the modules, in bytes.</summary>
    public required long LargestBytes { get; init; }

    /// <summary>Returns the page.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append($"# What changed in the compile from {Escape(Baseline.Label)} to {Escape(Candidate.Label)}, by stage and function\n\n");
        text.Append("Instructions of one compile, counted with callgrind: repeats differ by a few thousandths of a per cent on any machine. Instructions are not time.\n");
        text.Append($"{Differences.Select(d => d.Candidate.Module).Distinct().Count()} real modules of up to {LargestBytes / 1000.0:N0} KB under {string.Join(", ", Settings)}; the {Math.Min(Most, Differences.Count)} compiles with the largest change are shown in detail.\n");
        text.Append("Functions are those of the compiler. Each includes the memory copies, containers and other shared functions that it uses. A function that is new or gone may have been inlined into another; this does not affect stages.\n\n");
        text.Append($"Made by `compilebench explain changes --engine {Escape(Candidate.Label)} --against {Escape(Baseline.Label)} --settings {string.Join(',', Settings)}`; engines {Baseline.Digest} and {Candidate.Digest}.\n\n");
        AppendSummary(text);
        foreach (var difference in LargestFirst().Take(Most))
        {
            AppendDetails(text, difference);
        }

        if (NotCompared.Count > 0)
        {
            text.Append("## Not compared\n\n");
            foreach (var line in NotCompared)
            {
                text.Append($"- {Escape(line)}\n");
            }
        }

        return text.ToString();
    }

    private IEnumerable<ExplanationDifference> LargestFirst() => Differences.OrderByDescending(d => Math.Abs(Math.Log(d.Ratio)));

    private void AppendSummary(StringBuilder text)
    {
        text.Append("## Every module\n\n");
        text.Append($"| module | settings | {Escape(Baseline.Label)} | {Escape(Candidate.Label)} | ratio | stage with the largest change | its change, relative to the baseline's total |\n|---|---|---:|---:|---:|---|---:|\n");
        foreach (var d in LargestFirst())
        {
            var first = d.Stages.FirstOrDefault();
            text.Append($"| {Escape(d.Candidate.Module)} | {d.Candidate.Settings} | {InstructionText.Format(d.Baseline.Instructions)} | {InstructionText.Format(d.Candidate.Instructions)} | {d.Ratio:0.000} | {first?.Stage.Name ?? ExplanationWords.WhyNoStages(d.Candidate)} | {(first is null ? "" : $"{first.Change / d.Baseline.Instructions:+0.0%;-0.0%}")} |\n");
        }

        text.Append('\n');
    }

    private static void AppendDetails(StringBuilder text, ExplanationDifference difference)
    {
        text.Append($"## {Escape(difference.Candidate.Module)}, {difference.Candidate.Settings}: {difference.Ratio:0.000}\n\n");
        text.Append($"{MarkdownText.Sentence(DifferenceClaim.ForDifference(difference))}\n\n");
        text.Append("| stage | before | after | change | share of the change |\n|---|---:|---:|---:|---:|\n");
        foreach (var s in difference.Stages.Where(s => Math.Abs(s.Change) >= difference.Baseline.Instructions * SmallestChange))
        {
            text.Append($"| {s.Stage} | {InstructionText.Format(s.Baseline)} | {InstructionText.Format(s.Candidate)} | {InstructionText.Signed(s.Change)} | {s.ShareOfChange * 100:0}% |\n");
        }

        text.Append("\n| function of the compiler, including the copies and containers it uses | stage | before | after | change |\n|---|---|---:|---:|---:|\n");
        foreach (var f in difference.Functions.Where(f => !f.IsShared).OrderByDescending(f => Math.Abs(f.ChangeWithShared)).Take(FunctionsShown))
        {
            text.Append($"| `{f.Name.Replace('|', '/')}` | {f.Stage} | {InstructionText.Format(f.BaselineWithShared)} | {InstructionText.Format(f.CandidateWithShared)} | {InstructionText.Signed(f.ChangeWithShared)} |\n");
        }

        text.Append('\n');
    }

    private static string Escape(string text) => MarkdownText.Escape(text);
}
