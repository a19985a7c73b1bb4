using System.Globalization;
using System.Text;
using System.Text.Json;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Hunting;

/// <summary>The page of a hunt, made from its run alone.</summary>
public static class HuntPage
{
    /// <summary>The results as JSON.</summary>
    public static string ToJson(HuntResults results) => JsonSerializer.Serialize(results, DocumentJson.CreateOptions());

    /// <summary>The page as Markdown.</summary>
    /// <param name="manifest">The run's manifest.</param>
    /// <param name="results">What the hunt found.</param>
    /// <param name="ladders">The superlinear ladders of the engine; null where no scaling run says which ladders are.</param>
    public static string Markdown(RunManifest manifest, HuntResults results, SuperlinearLadders? ladders = null)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(results);
        var text = new StringBuilder();
        text.Line($"# What a hunt {Purpose(results)}found in Wasmtime {MarkdownText.Name(manifest.Engines[0].Label)}").Line();
        text.Line(MarkdownText.Sentence(HuntWords.Answer(results))).Line();
        text.Line($"Made by `compilebench hunt findings` from run `{manifest.Run}`{(ladders is not null && results.Rediscovered.Count > 0 ? $" and the laws of run `{ladders.Run}`" : " alone")}: every figure here is in {(ladders is not null && results.Rediscovered.Count > 0 ? "them" : "it")}. {MarkdownText.Sentence(HuntWords.Effort(results))} {HuntWords.Processor(results)}".TrimEnd()).Line();
        text.Line(Legend(results)).Line();
        Overview(text, results);
        HuntTables.Steepest(text, results);
        HuntTables.Engines(text, results);
        HuntTables.Rediscovered(text, results, ladders);
        foreach (var finding in Ordered(results))
        {
            Section(text, finding, results);
        }

        return text.ToString();
    }

    private static string Legend(HuntResults results) =>
        Costs(results)
        + (results.Baseline is null
            ? "*Slope* is the exponent over the last two doublings of the size, with 95% bounds over the rounds: 1 is linear, 2 quadratic. "
            : "*Ratio* is the cost by the candidate engine divided by the cost by the baseline, with 95% bounds over the rounds. ")
        + (results.Metric == "time" ? "*By instructions* is the same from counts of Valgrind's callgrind, which repeat; they are not time. " : "")
        + "The cost of an empty module is subtracted. "
        + "*Known shape* is a ladder whose instructions grow in the same proportions; it does not say that the cause is the same.";

    private static string Purpose(HuntResults results) => results.Metric switch
    {
        "memory" => "for memory ",
        "code" => "for machine code ",
        _ => "",
    };

    private static string Costs(HuntResults results) => results.Metric switch
    {
        "memory" => "Costs are the anonymous memory that a compile in a new process adds at its peak. ",
        "code" => "Costs are bytes of machine code, which repeat exactly. ",
        _ => "Costs are CPU times of warm compiles. ",
    };

    private static IEnumerable<HuntFinding> Ordered(HuntResults results) => results.Findings.OrderByDescending(f => f.Slope ?? double.PositiveInfinity);

    private static void Overview(StringBuilder text, HuntResults results)
    {
        text.Line($"| finding | kind | setting | {(results.Baseline is null ? "slope" : "ratio")} | by instructions | bytes per unit | largest measured | where it grows | known shape |");
        text.Line("|---|---|---|--:|--:|--:|--:|---|---|");
        foreach (var f in Ordered(results))
        {
            text.Line(
                $"| [{MarkdownText.Name(f.Name)}](#{f.Name}) | {Kind(f.Kind)} | {MarkdownText.Name(f.Settings)} | {HuntWords.Bounded(f.Slope, f.Lower, f.Upper)} | {HuntWords.Fixed(f.InstructionSlope)} | {f.MotifBytes?.ToString("0.#", CultureInfo.InvariantCulture) ?? NotAvailable.Text} "
                + $"| {HuntWords.Largest(f, results)} | {MarkdownText.Escape(HuntWords.Place(f))} | {MarkdownText.Name(HuntWords.Covered(f))} |");
        }

        text.Line();
    }

    private static void Section(StringBuilder text, HuntFinding finding, HuntResults results)
    {
        text.Line($"## {MarkdownText.Name(finding.Name)}").Line();
        text.Line(finding.Slope is null
            ? $"{Kind(finding.Kind)} under {finding.Settings}: {MarkdownText.Escape(finding.Message)}. The module is `{finding.Module}` in the run."
            : $"Found under {finding.Settings}. What grows: `{finding.Signature}`. {(finding.CoveredBy is { } known ? $"The ladder `{known}` grows in the same proportions (likeness {HuntWords.Fixed(finding.Likeness)})." : $"No known shape grows like this (the nearest has likeness {HuntWords.Fixed(finding.Likeness)}).")}").Line();
        if (finding.Tables.Count > 0)
        {
            Tables(text, finding, results);
        }

        if (finding.Listing.Count > 0)
        {
            text.Line($"The main function at size {finding.ListedSize}:").Line().Line("```");
            foreach (var line in finding.Listing)
            {
                text.Line(PlainText.Clean(line));
            }

            text.Line("```").Line();
        }

        text.Line("The recipe:").Line().Line("```json").Line(PlainText.Clean(finding.Pattern)).Line("```").Line();
    }

    private static void Tables(StringBuilder text, HuntFinding finding, HuntResults results)
    {
        text.Line($"| setting | growth | {(results.Baseline is null ? "slope" : "ratio")} | size: cost |").Line("|---|---|--:|---|");
        foreach (var table in finding.Tables)
        {
            var points = string.Join(", ", table.Points.Select(p => $"{p.Size}: {HuntWords.Cost(p.Cost, results)}{(p.Baseline is { } b ? $" (baseline {HuntWords.Cost(b, results)})" : "")}"));
            text.Line($"| {MarkdownText.Name(table.Settings)} | {table.Growth.ToLowerInvariant()} | {HuntWords.Bounded(table.Slope, table.Lower, table.Upper)} | {points}{(table.Message is { } message ? $"{(points.Length > 0 ? "; then " : "")}{MarkdownText.Escape(message)}" : "")} |");
        }

        text.Line();
    }

    private static string Kind(HuntFindingKind kind) => kind switch
    {
        HuntFindingKind.Crash => "crash",
        HuntFindingKind.Memory => "memory limit exceeded",
        HuntFindingKind.Deadline => "deadline exceeded",
        HuntFindingKind.Exponential => "exponential",
        HuntFindingKind.Regression => "slower",
        _ => "superlinear",
    };
}
