using System.Globalization;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Hunting;

/// <summary>What reports say of a hunt and of its findings.</summary>
internal static class HuntWords
{
    // Lanes of one hunt wait for one another a little on a machine that does nothing else.
    private const double SharedBelow = 0.9;

    /// <summary>The answer of a hunt in one line: how many shapes it found, and the steepest.</summary>
    public static string Answer(HuntResults results)
    {
        var growing = results.Findings.Where(f => f.Slope is not null).ToList();
        var failures = results.Findings.Count - growing.Count;
        var rest = failures == 0 ? "" : $"; {RunCaption.Count(failures, "compile")} crashed or exceeded a limit";
        if (growing.Count == 0)
        {
            return $"No {Noun(results)} was found{Against(results)} among {results.Screened.ToString("N0", CultureInfo.InvariantCulture)} candidates{rest}.";
        }

        var steepest = growing.MaxBy(f => f.Slope)!;
        var uncovered = growing.Count(f => f.CoveredBy is null);
        return $"{RunCaption.Count(growing.Count, Noun(results))} found{Against(results)}, of which no known shape covers {uncovered}; the steepest is {steepest.Name} under {steepest.Settings}: {Slope(steepest, results)}{rest}.";
    }

    /// <summary>A slope or a ratio with its bounds.</summary>
    public static string Slope(HuntFinding finding, HuntResults results) => finding.Slope is null ? NotAvailable.Text : (results.Baseline is null ? "k " : "") + Bounded(finding.Slope, finding.Lower, finding.Upper);

    /// <summary>A number with its bounds.</summary>
    public static string Bounded(double? value, double? lower, double? upper) => value is not { } number ? NotAvailable.Text
        : lower is null || upper is null ? Fixed(number) : $"{Fixed(number)} ({Fixed(lower.Value)} to {Fixed(upper.Value)})";

    /// <summary>A number with two decimals.</summary>
    public static string Fixed(double? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? NotAvailable.Text;

    /// <summary>A cost in the metric's unit.</summary>
    public static string Cost(double cost, HuntResults results) => results.Metric == "time" ? DurationText.Format(cost) : ByteSizeText.Format(cost);

    /// <summary>The largest size under the finding's own settings and its cost.</summary>
    public static string Largest(HuntFinding finding, HuntResults results) =>
        finding.Tables.FirstOrDefault(t => t.Settings == finding.Settings) is { Points: [.., var last] } ? $"{last.Size}: {Cost(last.Cost, results)}" : NotAvailable.Text;

    /// <summary>The stage and function that grow.</summary>
    public static string Place(HuntFinding finding) => finding.Stage is null ? "not counted" : finding.Function is null ? finding.Stage : $"{finding.Stage}: {finding.Function}";

    /// <summary>Whether a known shape covers it.</summary>
    public static string Covered(HuntFinding finding) => finding.CoveredBy is not { } known ? "none" : finding.Reports.Count == 0 ? known : $"{known} ({string.Join(", ", finding.Reports)})";

    /// <summary>What the hunt did, in figures.</summary>
    public static string Effort(HuntResults results)
    {
        var rate = results.ScreeningSeconds > 0 ? $", {(results.Screened / results.ScreeningSeconds).ToString("0", CultureInfo.InvariantCulture)} per second of screening" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{results.Screened:N0} candidates screened{rate}, {results.Refused:N0} refused; {results.Cells:N0} cells of the grid; {results.Remeasured:N0} elites measured again, {results.Confirmed:N0} confirmed: {results.Dropped:N0} did not repeat, {results.Duplicates:N0} were duplicates, {results.Waiting:N0} wait. {DurationText.Format(results.Seconds * 1e9)} in all.");
    }

    /// <summary>The known shapes that confirmed patterns and findings grow like, with the steepest slope of each; empty where there are none.</summary>
    /// <param name="results">What the hunt found.</param>
    /// <param name="ladders">The superlinear ladders of the engine, which alone count; null to count all.</param>
    public static string Rediscovered(HuntResults results, SuperlinearLadders? ladders)
    {
        var shapes = results.Rediscovered.Where(r => ladders is null || ladders.Exponents.ContainsKey((r.Shape, r.Settings)))
            .GroupBy(r => r.Shape, StringComparer.Ordinal).Select(g => g.MaxBy(r => r.Slope)!).OrderByDescending(r => r.Slope).ToList();
        return shapes.Count == 0 ? "" : $"{RunCaption.Count(shapes.Count, ladders is null ? "known shape" : "superlinear known shape")} {(shapes.Count == 1 ? "grows" : "grow")} in the same proportions as a confirmed pattern: {string.Join(", ", shapes.Select(r => $"{r.Shape} ({Fixed(r.Slope)} under {r.Settings})"))}.";
    }

    /// <summary>How much of a processor the screened compiles had; empty where that was not noted.</summary>
    public static string Processor(HuntResults results) => results.ProcessorShare is not { } share ? ""
        : string.Create(CultureInfo.InvariantCulture, $"Compiles had a processor for {100 * share:0}% of their time while candidates were screened{(share < SharedBelow ? ": the machine did other work beside the hunt. Rounds and instruction counts decide what is a finding" : "")}.");

    /// <summary>How many findings grow by each engine that was counted, in one line; empty where none was.</summary>
    public static string Engines(HuntResults results)
    {
        var counts = results.Findings.SelectMany(f => f.Engines).GroupBy(c => c.Engine, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        var parts = counts.Select(g => (Engine: g.Key, Counted: g.Count(c => c.Slope is not null), Grow: g.Count(c => c.Slope >= HuntEngineCounts.LeastSlope)))
            .Select(c => $"{c.Engine} shows {c.Grow} of {RunCaption.Count(c.Counted, "counted finding")}");
        return counts.Count == 0 ? "" : $"By instructions {string.Join(", ", parts)}.";
    }

    private static string Noun(HuntResults results) => results.Baseline is null ? "superlinear shape" : "slower shape";

    private static string Against(HuntResults results) => results.Baseline is { } baseline ? $" (against {baseline})" : "";
}
