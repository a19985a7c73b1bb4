using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Analysis.Scaling.Bytes;
using CompileBench.Reporting.Documents.Ladders.Findings;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>The laws of a scaling run as console text: one row per shape, setting and engine.</summary>
public static class ScalingText
{
    private const string CostPerByte = "cost per byte";
    private const int MostNamed = 3;

    /// <summary>Makes the document.</summary>
    /// <param name="run">The run.</param>
    /// <param name="extents">How far each ladder was grown.</param>
    /// <param name="bytes">What a byte of each ladder costs.</param>
    public static TextDocument FromRun(RunData run, IReadOnlyList<LadderExtent> extents, LadderByteCosts bytes)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(bytes);
        var limits = ScalingLimits.FromManifest(run.Manifest);
        var fuzzer = CompileBudget.ForFuzzers.NativeNanoseconds;
        var isOwnBudget = limits.Nanoseconds != fuzzer;
        var laws = LadderLaw.FromRecords(run.Records, run.Manifest.Settings);
        var severalEngines = laws.Select(l => l.Engine).Distinct().Count() > 1;
        var table = new TextTable(
            [
                "shape", "setting", "time", "all sizes", "at the top", "other shapes", $"size within {DurationText.Format(limits.Nanoseconds, 2)}",
                .. isOwnBudget ? [$"within {DurationText.Format(fuzzer, 2)}"] : Array.Empty<string>(),
                .. bytes.Real is null ? Array.Empty<string>() : [CostPerByte],
                "memory", $"size within {ByteSizeText.Format(limits.MemoryBytes, 2)}", "grown to",
            ])
        {
            LeaveOut = ["other shapes", "all sizes", "memory", $"size within {ByteSizeText.Format(limits.MemoryBytes, 2)}", "grown to", "at the top", CostPerByte],
        };
        var ends = extents.ToDictionary(e => (e.Shape, e.Settings, e.Engine));
        foreach (var law in laws)
        {
            var end = ends.GetValueOrDefault((law.Shape, law.Settings, law.Engine));
            table.AddRow(
                [
                    law.Shape, severalEngines ? $"{law.Settings} {law.Engine}" : law.Settings,
                    LadderWords.Verdict(law.Time), LadderWords.Whole(law.Time), LadderWords.Local(law.Time), LadderWords.Peers(law.Time), LadderWords.Within(law.Time.LargestWithinBudget(limits.Nanoseconds)),
                    .. isOwnBudget ? [LadderWords.Within(law.Time.LargestWithinBudget(fuzzer))] : Array.Empty<string>(),
                    .. bytes.Real is null ? Array.Empty<string>() : [bytes.Brief(law)],
                    LadderWords.Verdict(law.Memory), LadderWords.Within(law.Memory.LargestWithinBudget(limits.MemoryBytes)),
                    $"{end?.LargestTried:N0}: {Words(end?.End)}",
                ]);
        }

        var text = new TextDocument();
        text.Add(LadderHeadline.ForLaws("time grows", [.. laws.Select(l => ($"{l.Shape} under {l.Settings}{(severalEngines ? " " + l.Engine : "")}", l.Time))]));
        if (HighCosts(laws, bytes, severalEngines) is { } high)
        {
            text.Add(high);
        }

        text.Add(table);
        text.Add($"{DurationText.Format(fuzzer, 2)} is a fuzzer's limit of 60 s divided by its slow-down of 20; memory is what one compile adds in a fresh process");
        text.Add($"{LadderWords.Judging(laws.Count(l => l.Time.Deciding is not null))}; k in verdicts has bounds corrected for that, other exponents have 95% bounds");
        text.Add(bytes.Real is { } real
            ? $"{CostPerByte}: time of one compile over the bytes of the file, as a multiple of the median of the real modules of run {real.Run} under the same setting; high: surely above {ByteCost.HighLine:0}"
            : $"{CostPerByte} is not known: no published run of the suite has this engine and host");
        return text;
    }

    // A shape that grows linearly can still take a hundred times as long as a real module of its size.
    private static string? HighCosts(IReadOnlyList<LadderLaw> laws, LadderByteCosts bytes, bool severalEngines)
    {
        var costs = laws.Select(l => (Law: l, Cost: bytes.CostOf(l))).Where(c => c.Cost?.Verdict == ByteCostVerdict.High).OrderByDescending(c => c.Cost!.Ratio).ToList();
        return costs.Count == 0 ? null
            : $"a byte costs more than {ByteCost.HighLine:0} times as much as one of real modules in {costs.Count} of {laws.Count} ladder{(laws.Count == 1 ? "" : "s")}: "
                + string.Join(", ", costs.Take(MostNamed).Select(c => $"{c.Law.Shape} under {c.Law.Settings}{(severalEngines ? " " + c.Law.Engine : "")} ({RatioText.Format(c.Cost!.Ratio)})"))
                + (costs.Count > MostNamed ? $" and {costs.Count - MostNamed} more" : "");
    }

    private static string Words(LadderEnd? end) => end switch
    {
        LadderEnd.Budget => "over the budget",
        LadderEnd.MemoryLimit => "over the memory limit",
        LadderEnd.TimeShare => "out of time",
        LadderEnd.Crashed => "crashed",
        LadderEnd.Refused => "refused",
        LadderEnd.LargestSize => "largest size",
        _ => NotAvailable.Text,
    };
}
