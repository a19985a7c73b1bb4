using CompileBench.Reporting.Documents.Budgets;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents;

/// <summary>What a reader of a report must know before believing a figure. The document, the page and the terminal use the same sentences.</summary>
public static class ReportWarnings
{
    private const int Longest = 400;

    // Of hundreds of runs the first few show what is wrong; their number says how much.
    private const int MostPerRun = 20;

    /// <summary>Warnings for the full document, which names every case that was skipped or over the budget below them.</summary>
    internal static IReadOnlyList<string> ForDocument(ReportSet set) =>
        [.. PerRun(set), .. set.Notes, .. RunWarnings.ForCases(set.Combined), .. set.Comparison?.Warnings ?? []];

    /// <summary>Warnings for the terminal, which prints the cases over the budget itself.</summary>
    public static IReadOnlyList<string> ForTerminal(ReportSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return [.. ForDocument(set).Select(WithoutReference)];
    }

    /// <summary>Warnings for a reader who sees nothing else: one plain sentence each.</summary>
    public static IReadOnlyList<string> ForReport(ReportSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var over = set.Budget.Over.Count;
        return
        [
            .. PerRun(set),
            .. set.Notes,
            .. RunWarnings.ForCases(set.Combined).Select(WithoutReference),
            .. over == 0 ? Array.Empty<string>() : [$"{RunCaption.Count(over, "case")} {(over == 1 ? "is" : "are")} too slow for a fuzzer: {BudgetWords.Headline(set.Budget)}."],
            .. set.Comparison?.Warnings ?? [],
            .. set.Combined.Manifest.Skipped.Select(s => PlainText.Cut($"Skipped {s.What}: {s.Message}", Longest)).Distinct(StringComparer.Ordinal),
        ];
    }

    private static string WithoutReference(string warning) => warning.Replace(": see below.", ".", StringComparison.Ordinal);

    // The name of the run is in front where there are several.
    private static IEnumerable<string> PerRun(ReportSet set)
    {
        var warnings = set.Runs.SelectMany(run => RunWarnings.ForFiles(run).Concat(RunWarnings.ForMachines(run.Manifest))
            .Select(w => PlainText.Cut(set.Runs.Count > 1 ? $"{run.Manifest.Run}: {w}" : w, Longest))).ToList();
        return warnings.Count <= MostPerRun ? warnings : [.. warnings.Take(MostPerRun), $"{RunCaption.Count(warnings.Count - MostPerRun, "more warning")} of single runs."];
    }
}
