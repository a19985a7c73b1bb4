using System.Text;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>What a reader must know before believing a figure: what failed, what is missing, what made the machine noisy.</summary>
public static class RunWarnings
{
    private const int ListedCases = 20;

    /// <summary>One plain sentence each, the gravest first; empty for a run without blemish.</summary>
    public static IReadOnlyList<string> Of(RunData run)
    {
        var warnings = new List<string>();
        if (run.Records.Count == 0)
        {
            warnings.Add("The run holds no finished case.");
        }

        if (run.Manifest.EndedAt is null)
        {
            warnings.Add("The run did not end by itself: what is shown is the part that had finished.");
        }

        warnings.AddRange(run.Notices);
        warnings.AddRange(run.Analysis.NotCompiled
            .GroupBy(n => n.Outcome)
            .OrderByDescending(g => g.Key)
            .Select(g => $"{RunCaption.Count(g.Count(), "case")} {(g.Key == OutcomeKind.OutOfMemory ? "ran " : "")}{CaseText.Outcome(g.Key)}: see below."));
        if (run.Manifest.Host.LoadAverage is { } load && load > run.Manifest.Host.LogicalCores * 0.5)
        {
            warnings.Add($"The machine was busy when the run began (load average {load:0.0} on {RunCaption.Count(run.Manifest.Host.LogicalCores, "core")}): times may be too long and scatter.");
        }

        var wide = run.Analysis.Engines.SelectMany(e => e.Rows).SelectMany(r => r.Cells.Values)
            .Count(c => c.Warm is { Bounds: { } b } warm && (b.Upper - b.Lower) / 2 / warm.Centre > 0.1);
        if (wide > 0)
        {
            warnings.Add($"{RunCaption.Count(wide, "case")} {(wide == 1 ? "is" : "are")} known to no better than 10%.");
        }

        return warnings;
    }

    /// <summary>Writes the warnings.</summary>
    internal static void Append(StringBuilder text, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
        {
            text.Line($"> **Note:** {MarkdownText.Escape(warning)}").Line();
        }
    }

    /// <summary>Writes what was skipped and what was not compiled, each with its reason.</summary>
    internal static void AppendReasons(StringBuilder text, RunData run)
    {
        if (run.Manifest.Skipped.Count > 0)
        {
            text.Line("## Skipped").Line().Line("| what | why |").Line("|---|---|");
            foreach (var skipped in run.Manifest.Skipped)
            {
                text.Line($"| {MarkdownText.Name(skipped.What)} | {MarkdownText.Escape(skipped.Message)} |");
            }

            text.Line();
        }

        if (run.Analysis.NotCompiled.Count > 0)
        {
            text.Line("## Not compiled").Line();
            var rest = run.Analysis.NotCompiled.Count - ListedCases;
            text.Line("| module | setting | engine | outcome | message |").Line("|---|---|---|---|---|");
            foreach (var n in run.Analysis.NotCompiled.Take(ListedCases))
            {
                text.Line($"| {MarkdownText.Name(n.Case.Module)} | {MarkdownText.Name(n.Case.Settings)} | {MarkdownText.Name(n.Case.Engine)} | {MarkdownText.Escape(CaseText.Outcome(n))} | {MarkdownText.Escape(n.Message)} |");
            }

            text.Line();
            if (rest > 0)
            {
                text.Line($"and {rest} more; all of them are in `cases.jsonl`.").Line();
            }
        }
    }
}
