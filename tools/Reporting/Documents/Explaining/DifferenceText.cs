using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>A difference as console text: the claim first, then one table by stage and one by function.</summary>
public static class DifferenceText
{
    // Stages below this share of the baseline in both compiles are left out.
    private const double SmallestShare = 1e-4;

    /// <summary>Makes the document.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="top">How many functions to show.</param>
    public static TextDocument FromDifference(ExplanationDifference difference, int top)
    {
        ArgumentNullException.ThrowIfNull(difference);
        var text = new TextDocument();
        text.Add(DifferenceClaim.ForDifference(difference));
        if (!difference.Stages.IsEmpty)
        {
            text.Add(Stages(difference));
        }

        if (!difference.Functions.IsEmpty)
        {
            text.Add(Functions(difference, top));
        }

        return text;
    }

    private static TextTable Stages(ExplanationDifference difference)
    {
        var (baseline, candidate) = (difference.Baseline, difference.Candidate);
        var table = new TextTable(Heading(baseline), Heading(candidate), ">change", ">share of the change", "stage");
        foreach (var s in difference.Stages.Where(s => Math.Max(s.Baseline, s.Candidate) >= baseline.Instructions * SmallestShare))
        {
            table.AddRow(InstructionText.Format(s.Baseline), InstructionText.Format(s.Candidate), InstructionText.Signed(s.Change), PercentText.Whole(s.ShareOfChange), s.Stage.Name);
        }

        table.AddRow(InstructionText.Format(baseline.Instructions), InstructionText.Format(candidate.Instructions), InstructionText.Signed(difference.Change), "", "all");
        return table;
    }

    private static TextTable Functions(ExplanationDifference difference, int top)
    {
        var table = new TextTable(Heading(difference.Baseline), Heading(difference.Candidate), ">change", "stage", "function")
        {
            Title = "functions of the compiler with the largest change, including the copies and containers they use",
            LeaveOut = ["stage"],
        };
        foreach (var f in difference.Functions.Where(f => !f.IsShared).OrderByDescending(f => Math.Abs(f.ChangeWithShared)).Take(top))
        {
            table.AddRow(InstructionText.Format(f.BaselineWithShared), InstructionText.Format(f.CandidateWithShared), InstructionText.Signed(f.ChangeWithShared), f.Stage.Name, f.Name);
        }

        return table;
    }

    private static string Heading(CompileExplanation explanation) => $">{explanation.Engine} {explanation.Settings}";
}
