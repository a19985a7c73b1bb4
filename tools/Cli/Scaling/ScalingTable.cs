using CompileBench.Analysis.Scaling;
using CompileBench.Measuring.Scaling;
using CompileBench.Reporting.Documents.Ladders;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using Spectre.Console;

namespace CompileBench.Cli.Scaling;

/// <summary>The laws of a run as a table for people.</summary>
internal static class ScalingTable
{
    /// <summary>Prints it.</summary>
    public static void Print(RunData run, IReadOnlyList<LadderExtent> extents)
    {
        var limits = ScalingLimits.Of(run.Manifest);
        var fuzzer = ScalingRequest.FuzzerBudget.TotalNanoseconds;
        var laws = LadderLaw.Of(run.Records, run.Manifest.Settings);
        var severalEngines = laws.Select(l => l.Engine).Distinct().Count() > 1;
        var columns = new List<string> { "shape", "setting", "time", "exponent", "at the top", $"size within {DurationText.Format(limits.Nanoseconds, 2)}" };
        if (limits.Nanoseconds != fuzzer)
        {
            columns.Add($"within {DurationText.Format(fuzzer, 2)}");
        }

        columns.AddRange(["memory", "exponent", $"size within {ByteSizeText.Format(limits.MemoryBytes, 2)}", "grown to"]);
        var table = new Table().Border(TableBorder.Simple).AddColumns([.. columns]);
        var ends = extents.ToDictionary(e => (e.Shape, e.Settings, e.Engine));
        foreach (var law in laws)
        {
            var cells = new List<string>
            {
                law.Shape, severalEngines ? $"{law.Settings} {law.Engine}" : law.Settings, Verdict(law.Time), LadderWords.Exponent(law.Time.Exponent), LadderWords.Exponent(law.Time.LocalExponent),
                LadderWords.Within(law.Time.LargestWithinBudget(limits.Nanoseconds)),
            };
            if (limits.Nanoseconds != fuzzer)
            {
                cells.Add(LadderWords.Within(law.Time.LargestWithinBudget(fuzzer)));
            }

            var end = ends.GetValueOrDefault((law.Shape, law.Settings, law.Engine));
            cells.AddRange([Verdict(law.Memory), LadderWords.Exponent(law.Memory.Exponent), LadderWords.Within(law.Memory.LargestWithinBudget(limits.MemoryBytes)), $"{end?.LargestTried:N0}: {Words(end?.End)}"]);
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        CliConsole.Write(table);
        Console.WriteLine($"{DurationText.Format(fuzzer, 2)} is a fuzzer's 60 s at a twentieth of the speed; memory is what one compile in a fresh process adds; exponents with 95% bounds");
    }

    private static string Verdict(ScalingFit fit) => fit.Verdict == ScalingVerdict.Inconclusive ? "open" : fit.Verdict.ToString().ToLowerInvariant();

    private static string Words(LadderEnd? end) => end switch
    {
        LadderEnd.Budget => "past the budget",
        LadderEnd.MemoryLimit => "past the memory limit",
        LadderEnd.TimeShare => "out of time",
        LadderEnd.Crashed => "crashed",
        LadderEnd.Refused => "refused",
        LadderEnd.LargestSize => "largest size",
        _ => NotAvailable.Text,
    };
}
