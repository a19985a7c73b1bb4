using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Differences;
using Spectre.Console;

namespace CompileBench.Cli.Explaining;

/// <summary>Prints a difference: the claim in words first, then by phase and by function.</summary>
internal static class DifferenceTables
{
    public static void Print(ExplanationDifference difference, int top)
    {
        Console.WriteLine(DifferenceClaim.Of(difference));
        var (before, after) = (Heading(difference.Baseline), Heading(difference.Candidate));
        if (!difference.Phases.IsEmpty)
        {
            var phases = Empty(before, after).AddColumn(new TableColumn("of the change").RightAligned()).AddColumn("phase");
            foreach (var p in difference.Phases.Where(p => Math.Max(p.Baseline, p.Candidate) * 10_000 >= difference.Baseline.Instructions))
            {
                phases.AddRow(InstructionText.Of(p.Baseline), InstructionText.Of(p.Candidate), InstructionText.Signed(p.Change), $"{p.ShareOfChange * 100:0}%", Markup.Escape(p.Phase.Name));
            }

            phases.AddRow(InstructionText.Of(difference.Baseline.Instructions), InstructionText.Of(difference.Candidate.Instructions), InstructionText.Signed(difference.Change), "", "all");
            CliConsole.Write(phases);
        }

        var functions = Empty(before, after).Title("functions of the compiler that changed most, with the copies and containers they use").AddColumns("phase", "function");
        foreach (var f in difference.Functions.Where(f => !f.IsShared).OrderByDescending(f => Math.Abs(f.ChangeWithShared)).Take(top))
        {
            functions.AddRow(InstructionText.Of(f.BaselineWithShared), InstructionText.Of(f.CandidateWithShared), InstructionText.Signed(f.ChangeWithShared), Markup.Escape(f.Phase.Name), Markup.Escape(f.Name));
        }

        if (!difference.Functions.IsEmpty)
        {
            CliConsole.Write(functions);
        }
    }

    private static Table Empty(string before, string after) => new Table().Border(TableBorder.Simple)
        .AddColumns(new TableColumn(before).RightAligned(), new TableColumn(after).RightAligned(), new TableColumn("change").RightAligned());

    private static string Heading(Explanation explanation) => Markup.Escape($"{explanation.Engine} {explanation.Settings}");
}
