using System.Globalization;
using System.Text;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>What a reader must know before believing a figure: what failed, what is missing, what made the machine noisy.</summary>
public static class RunWarnings
{
    private const int ListedCases = 20;

    // Half the width of an interval over its centre; a wider one is worth a warning.
    private const double WideShare = 0.1;

    /// <summary>One plain sentence each, the gravest first; empty for a run without faults.</summary>
    public static IReadOnlyList<string> ForRun(RunData run) => [.. ForFiles(run), .. ForMachines(run.Manifest), .. ForCases(run)];

    /// <summary>What is wrong with the run's files: an empty run, one that was stopped, lines that were left out.</summary>
    public static IReadOnlyList<string> ForFiles(RunData run)
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

        return [.. warnings, .. run.Notices];
    }

    /// <summary>What the machines of a run do to its figures: other work on them and, in a merged run, how many there are and which depart.</summary>
    public static IReadOnlyList<string> ForMachines(RunManifest manifest) => manifest.Merge is { } merge ? MergeWarnings.ForMerge(merge) : ForMachine(manifest.Host);

    /// <summary>Whether other work on a machine made times too long.</summary>
    internal static bool IsBusy(HostDescription host) => host.LoadAverage > host.LogicalCores * 0.5;

    /// <summary>Other work on the machine; empty where it was idle or is not known.</summary>
    public static IReadOnlyList<string> ForMachine(HostDescription host) => host.LoadAverage is { } load && IsBusy(host)
        ? [$"The machine was busy when the run began (load average {load.ToString("0.0", CultureInfo.InvariantCulture)} on {RunCaption.Count(host.LogicalCores, "core")}): times may be too long and scatter."]
        : [];

    /// <summary>The number of cases that have no time, and of those whose time is uncertain.</summary>
    public static IReadOnlyList<string> ForCases(RunData run)
    {
        var ended = run.Analysis.NotCompiled
            .GroupBy(n => n.Outcome)
            .OrderByDescending(g => g.Key)
            .Select(g => $"{RunCaption.Count(g.Count(), "case")} {(g.Key == OutcomeKind.OutOfMemory ? "ran " : "")}{CaseText.Outcome(g.Key)}{(g.Key == OutcomeKind.ToolFailed ? " (a fault of this tool, not of the engine)" : "")}: see below.");
        var times = run.Analysis.Engines.SelectMany(e => e.Rows).SelectMany(r => r.Cells.Values).Select(c => c.Warm).OfType<TimeEstimate>().ToList();
        var wide = times.Count(t => t.Bounds is { } b && (b.Upper - b.Lower) / 2 / t.Centre > WideShare);
        var open = times.Count(t => t.Bounds is null);
        return
        [
            .. ended,
            .. wide == 0 ? Array.Empty<string>() : [$"The times of {RunCaption.Count(wide, "case")} are uncertain by more than {PercentText.Format(WideShare)}."],
            .. open == 0 ? Array.Empty<string>() : [$"{RunCaption.Count(open, "case")} {(open == 1 ? "has" : "have")} too few samples for bounds: the number of samples stands beside {(open == 1 ? "its" : "each")} time."],
        ];
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
