using System.Text;
using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Documents.Ladders;
using CompileBench.Reporting.Documents.Ladders.Findings;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>
/// The page on where the time of compiles goes, from samples: per setting one table of stages and one of the compiler's functions, with one column per
/// module, so that a ladder beside a module shows whether both spend their time in the same place.
/// </summary>
public static class SampledOverviewPage
{
    // A stage or function below this share of every compile under a setting is left out.
    private const double SmallestStage = 0.005;
    private const double SmallestFunction = 0.02;

    /// <summary>Returns the page.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="compiles">The sampled compiles.</param>
    /// <param name="notSampled">The other compiles: one line each, with the reason.</param>
    /// <param name="counts">Counted ladders; those that a sampled module belongs to are shown. Null for none.</param>
    public static string ToMarkdown(ExplainedEngine engine, IReadOnlyList<SampledCompile> compiles, IReadOnlyList<string> notSampled, CountedLadders? counts = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(compiles);
        ArgumentNullException.ThrowIfNull(notSampled);
        var text = new StringBuilder();
        text.Line($"# Where the time of a compile by Wasmtime {MarkdownText.Escape(engine.Label)} goes").Line();
        foreach (var compile in compiles)
        {
            text.Line($"- {MarkdownText.Sentence(ExplanationClaim.ForSamples(compile.Whole))}{Largest(compile.Whole)}.");
        }

        text.Line().Line($"Shares of the time of one compile, from samples, with 95% bounds. Other work on the machine changes times and hardly changes shares. Made by `compilebench explain overview --sample`; engine {engine.Digest}.");
        text.Line("*Outside function bodies*: samples of a compile of the same module with every function body replaced by `unreachable`, over samples of the whole. This is the cost of what initialises globals, tables and memories, and of types and other sections.").Line();
        foreach (var settings in compiles.GroupBy(c => c.Whole.Settings))
        {
            AppendSettings(text, settings.Key, [.. settings]);
        }

        AppendGrowth(text, compiles, counts);
        if (notSampled.Count > 0)
        {
            text.Line("## Not sampled").Line();
            foreach (var line in notSampled)
            {
                text.Line($"- {MarkdownText.Escape(line)}");
            }
        }

        return text.ToString();
    }

    private static void AppendGrowth(StringBuilder text, IReadOnlyList<SampledCompile> compiles, CountedLadders? counts)
    {
        var shapes = compiles.Select(c => LadderLaw.ParseRung(c.Whole.Module)?.Shape).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (counts is not null && counts.Laws.Where(l => shapes.Contains(l.Shape)).ToList() is { Count: > 0 } laws)
        {
            text.Line("## How these ladders grow").Line().Line($"{CountTable.Introduction} Counts of {counts.RunWords}.").Line();
            CountTable.Append(text, laws);
        }
    }

    private static void AppendSettings(StringBuilder text, string settings, IReadOnlyList<SampledCompile> compiles)
    {
        IReadOnlyList<SampledExplanation> sampled = [.. compiles.Select(c => c.Whole)];
        var columns = string.Join(" | ", sampled.Select(s => MarkdownText.Name(s.Module)));
        var right = string.Concat(sampled.Select(_ => "--:|"));
        text.Line($"## {MarkdownText.Name(settings)}").Line();
        text.Line($"| stage of the compiler | {columns} |").Line($"|---|{right}");
        foreach (var stage in CompilerStage.All.Where(stage => sampled.Any(s => ShareOf(s, stage)?.Share >= SmallestStage)))
        {
            text.Line($"| {stage.Name} | {string.Join(" | ", sampled.Select(s => Words(ShareOf(s, stage))))} |");
        }

        text.Line($"| *outside function bodies* | {string.Join(" | ", compiles.Select(Outside))} |");
        text.Line($"| *samples* | {string.Join(" | ", sampled.Select(s => $"{s.Samples:N0}"))} |").Line();
        text.Line($"| function of the compiler | stage | {columns} |").Line($"|---|---|{right}");
        var functions = sampled.SelectMany(s => s.Functions).GroupBy(f => f.Name).Select(g => g.MaxBy(f => f.Share.Share)!).Where(f => f.Share.Share >= SmallestFunction);
        foreach (var function in functions.OrderByDescending(f => f.Share.Share))
        {
            text.Line($"| {MarkdownText.Escape(function.Name)} | {function.Stage.Name} | {string.Join(" | ", sampled.Select(s => Words(s.Functions.FirstOrDefault(f => f.Name == function.Name)?.Share)))} |");
        }

        text.Line();
    }

    // Two compiles, each with its own samples: no share of one, so without bounds of a share.
    private static string Outside(SampledCompile compile) =>
        compile.SamplesWithoutBodies is { } samples ? InstructionText.Percent((double)samples / compile.Whole.Samples) : NotAvailable.Text;

    private static string Largest(SampledExplanation sampled) =>
        sampled.Functions.FirstOrDefault() is { } f ? $"; the largest function of the compiler is {MarkdownText.Escape(f.Name)} with {Words(f.Share)}" : "";

    private static BinomialShare? ShareOf(SampledExplanation sampled, CompilerStage stage) => sampled.Stages.FirstOrDefault(s => s.Stage == stage)?.Share;

    private static string Words(BinomialShare? share) =>
        share is { } s ? $"{InstructionText.Percent(s.Share)} ({InstructionText.Percent(s.Lower)} to {InstructionText.Percent(s.Upper)})" : "no sample";
}

/// <summary>A sampled compile.</summary>
/// <param name="Whole">The compile of the module.</param>
/// <param name="SamplesWithoutBodies">
/// Samples of a compile of the same module with every function body replaced by <c>unreachable</c>; null where that was not sampled, as for a component.
/// </param>
public sealed record SampledCompile(SampledExplanation Whole, int? SamplesWithoutBodies);
