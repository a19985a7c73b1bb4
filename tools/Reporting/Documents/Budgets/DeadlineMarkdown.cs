using System.Text;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Budgets;

/// <summary>The part of a document that says which cold compiles miss a deadline and which setting helps.</summary>
internal static class DeadlineMarkdown
{
    private const int MostRows = 60;

    /// <summary>Appends it; nothing where no deadline was asked for.</summary>
    public static void Append(StringBuilder text, DeadlineReport? report)
    {
        if (report is null)
        {
            return;
        }

        text.Line("## Deadline").Line();
        text.Line($"{MarkdownText.Escape(DeadlineWords.Headline(report))}. The cold compile is the first of a process, which a start-up pays. A time without bounds").Line($"must be {DeadlineReport.MarginWithoutBounds * 100:0}% away from the deadline to be judged.").Line();
        List<DeadlineCase> cases = [.. report.Over, .. report.TooCloseToCall, .. report.Unknown];
        if (cases.Count == 0)
        {
            return;
        }

        text.Line("| module | setting | engine | cold compile | verdict | closest setting within the deadline |");
        text.Line("|---|---|---|--:|---|---|");
        foreach (var one in cases.Take(MostRows))
        {
            var first = one.FirstSettingWithin is { } settings ? $"{MarkdownText.Name(settings)} {DurationText.Format(one.NanosecondsWithin)}" : "none measured";
            text.Line($"| {MarkdownText.Name(one.Case.Module)} | {MarkdownText.Name(one.Case.Settings)} | {MarkdownText.Name(one.Case.Engine)} | {MarkdownText.Escape(DeadlineWords.Time(one))} | {DeadlineWords.Verdict(one)} | {first} |");
        }

        text.Line();
        if (cases.Count > MostRows)
        {
            text.Line($"and {cases.Count - MostRows} more: `report --json` names them all.").Line();
        }
    }
}
