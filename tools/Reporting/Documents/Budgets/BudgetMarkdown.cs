using System.Text;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Budgets;

/// <summary>The part of a document that a fuzzer's owner reads: what is over budget and which setting helps.</summary>
internal static class BudgetMarkdown
{
    private const int MostRows = 60;

    /// <summary>Appends it; nothing where every case keeps to the budget.</summary>
    public static void Append(StringBuilder text, BudgetReport report)
    {
        var cases = report.NotWithin.ToList();
        if (cases.Count == 0)
        {
            return;
        }

        text.Line("## Budget of a fuzzer").Line();
        text.Line($"Compared with a {MarkdownText.Escape(BudgetWords.Headline(report))}. *Closest setting within the budget*: the closest to Wasmtime's default, in the order");
        text.Line($"{string.Join(", ", SettingNames.NearestFirst.Select(MarkdownText.Name))}.").Line();
        text.Line("| module | setting | engine | one compile | slowed | verdict | closest setting within the budget |");
        text.Line("|---|---|---|--:|--:|---|---|");
        foreach (var one in cases.Take(MostRows))
        {
            var first = one.FirstSettingWithin is { } settings ? $"{MarkdownText.Name(settings)} {DurationText.Format(one.NanosecondsWithin)}" : "none measured";
            text.Line($"| {MarkdownText.Name(one.Case.Module)} | {MarkdownText.Name(one.Case.Settings)} | {MarkdownText.Name(one.Case.Engine)} | {Cell(BudgetWords.Time(one))} | {Cell(BudgetWords.Slowed(one, report))} | {Verdict(one)} | {first} |");
        }

        text.Line();
        var rest = cases.Count - MostRows;
        if (rest > 0)
        {
            text.Line($"and {rest} more: the page filters by *over budget*, and `report --json` names them all.").Line();
        }
    }

    private static string Cell(string text) => text.Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Verdict(BudgetedCase one) => one.Verdict switch
    {
        BudgetVerdict.Over => "over",
        BudgetVerdict.TooCloseToCall => "too close to call",
        _ => "not known",
    };
}
