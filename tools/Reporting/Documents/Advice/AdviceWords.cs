using System.Globalization;
using CompileBench.Analysis.Policy.Advising;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Prediction;
using CompileBench.Analysis.Ratios;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Advice;

/// <summary>The phrases of advice. A bound that is wider than its figure is not printed.</summary>
internal static class AdviceWords
{
    /// <summary>What stands in place of an interval that is wider than the figure.</summary>
    public const string TooWide = "not known closely";

    // A single thread on an idle machine takes as long by the clock as in CPU time.
    private const double BusyFactor = 1.25;

    /// <summary><c>1,000 runs of 1.20 ms</c>, <c>30.0 s of execution</c>.</summary>
    public static string Demand(ModuleAdvice advice) => advice.Question.Demand.Runs is null
        ? $"{DurationText.Format(advice.Question.Demand.Seconds * 1e9)} of execution"
        : $"{Runs(advice.Runs)} of {DurationText.Format(advice.RunTimes?.Baseline)}";

    /// <summary><c>200 ms</c>, <c>512 MB</c>, or both.</summary>
    public static string Limits(CompileLimits limits) =>
        string.Join(" and ", new[] { limits.Nanoseconds is { } time ? DurationText.Format(time) : null, limits.Bytes is { } bytes ? ByteSizeText.Format(bytes) : null }.OfType<string>());

    /// <summary>The interval of a prediction; words where it is wider than the figure.</summary>
    public static string Interval(CostEstimate? estimate, Func<double, string> format) =>
        estimate is null ? "" : estimate.Upper90 - estimate.Lower90 > estimate.Value ? TooWide : $"{format(estimate.Lower90)} to {format(estimate.Upper90)}";

    /// <summary>The mean ratio of other modules with its bounds for similar modules, where these are not wider than the ratio.</summary>
    public static string Ratio(SettingSummary summary) => summary.Bounds is { } b && b.Upper - b.Lower <= summary.Ratio
        ? RatioText.Format(summary.Ratio, b.Lower, b.Upper)
        : RatioText.Format(summary.Ratio);

    /// <summary>Whether a setting keeps to the limits.</summary>
    public static string Keeps(SettingCandidate candidate, double? expectedFirst, CompileLimits limits) =>
        limits.IsNone ? "" : limits.Allow(candidate) ? "within" : expectedFirst > limits.Nanoseconds ? "exceeds" : "may exceed";

    /// <summary><c>12% less than</c>, <c>3% more than</c>, <c>as much as</c>.</summary>
    public static string Beside(double total, double other) =>
        Math.Abs((total / other) - 1) < 0.0005 ? "as much as"
        : total < other ? $"{PercentText.Format(1 - (total / other))} less than"
        : $"{PercentText.Format((total / other) - 1)} more than";

    /// <summary><c>+12%</c>, <c>-3%</c>, <c>0%</c>.</summary>
    public static string Difference(double total, double other)
    {
        var share = (total / other) - 1;
        return $"{(share >= 0.0005 ? "+" : "")}{PercentText.Format(Math.Abs(share) < 0.0005 ? 0 : share)}";
    }

    /// <summary>Where the run times come from.</summary>
    public static string Source(ModuleAdvice advice, int executed) => advice.RunTimes?.Source switch
    {
        RunTimeSource.Measured => "Run times: the workload of this module, executed now.",
        RunTimeSource.Recorded => "Run times: the workload of this module, as recorded.",
        RunTimeSource.OtherModules => $"Run times: geometric means of {CountText.Format(executed, "executed module")}, since this one was not executed. They differ between modules: --measure executes one that has a workload.",
        _ => "Run times are not known: no recorded run executed a workload. Only compiles are compared.",
    };

    /// <summary>Which setting is the cheapest for how much execution.</summary>
    public static string Ranges(ModuleAdvice advice)
    {
        var ranges = advice.Ranges;
        var unit = advice.RunTimes!.Baseline;
        var parts = ranges.Select((r, i) => i + 1 < ranges.Count ? $"{r.Settings} up to {DurationText.Format(ranges[i + 1].FromRuns * unit, 2)}" : ranges.Count == 1 ? r.Settings : $"{r.Settings} beyond");
        return $"Cheapest by time of execution under the default settings: {string.Join(", ", parts)}.";
    }

    /// <summary>What the module would need to change.</summary>
    public static string Change(NeededChange change)
    {
        var functions = string.Join(", ", change.Functions.Select(f => $"{f.Function} ({DurationText.Format(f.Nanoseconds)})"));
        var what = change.Suffices ? $"{(change.Functions.Count == 1 ? "this function takes" : "these functions take")} that much: {functions}"
            : change.Functions.Count > 0 ? $"the heaviest functions are not enough: {functions}"
            : "no function is heavy by itself";
        return $"To keep to the limit under {change.Settings}, the compile must become {DurationText.Format(change.ExcessNanoseconds)} shorter; {what}.";
    }

    /// <summary>What a check found.</summary>
    public static string Checked(CheckedCompile found, CompileLimits limits)
    {
        if (found.Fault is { } fault)
        {
            return $"{found.Module} did not compile under {found.Settings}: {fault}";
        }

        var time = found.Deadline switch
        {
            null => "",
            BudgetVerdict.Within => $", within {DurationText.Format(limits.Nanoseconds)}",
            BudgetVerdict.Over => $", longer than {DurationText.Format(limits.Nanoseconds)}",
            _ => $", too close to {DurationText.Format(limits.Nanoseconds)} to call",
        };
        var memory = found.KeepsMemory switch { true => $", and {ByteSizeText.Format(found.Bytes)} of memory are within {ByteSizeText.Format(limits.Bytes)}", false => $", and it took {ByteSizeText.Format(found.Bytes)} of memory, more than {ByteSizeText.Format(limits.Bytes)}", _ => "" };
        return $"the first compile of {found.Module} under {found.Settings} took {First(found)}{time}{memory}";
    }

    /// <summary>The first compile by CPU time; by the clock as well where the two are far apart.</summary>
    public static string First(CheckedCompile found)
    {
        if (found.First is not { } first)
        {
            return NotAvailable.Text;
        }

        var isClose = first.Bounds is { } b && b.Upper - b.Lower <= first.Centre;
        var busy = found.WallNanoseconds > BusyFactor * first.Centre ? $" (by the clock {DurationText.Format(found.WallNanoseconds)}: the machine was busy)" : "";
        return CaseText.Time(isClose ? first : first with { Bounds = null }) + busy;
    }

    private static string Runs(double runs) => runs == Math.Floor(runs) && runs < 1e15 ? CountText.Format((long)runs, "run") : string.Create(CultureInfo.InvariantCulture, $"{runs:0.#} runs");
}
