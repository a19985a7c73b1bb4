using System.Globalization;
using CompileBench.Analysis.Comparison;
using CompileBench.Reporting.Language;

namespace CompileBench.Cli.Comparing;

/// <summary>Whether something else took the host's cores while one of two recorded runs was measured.</summary>
internal static class HostLoad
{
    // Below this the two clocks differ by what any scheduler does.
    private const double Noticeable = 1.05;
    private const int FewestCases = 5;

    /// <summary>
    /// A compile that waits for a core takes wall time and no CPU time. Where the runs' wall times differ by more than their CPU times do, in the
    /// middle case, the difference is the host's.
    /// </summary>
    /// <returns>Null where the clocks agree, or too few cases were measured by both.</returns>
    public static string? Note(RecordedRun baseline, RecordedRun candidate, IReadOnlyList<CompileTimeComparison> comparisons)
    {
        var cpu = comparisons.Where(c => c.Metric == ComparisonMetric.Cpu && c.Ratio is not null).ToDictionary(c => c.Case, c => c.Ratio!.Value);
        double[] waited = [.. comparisons.Where(c => c.Metric == ComparisonMetric.Wall && c.Ratio is not null && cpu.ContainsKey(c.Case)).Select(c => c.Ratio!.Value / cpu[c.Case]).Order()];
        if (waited.Length < FewestCases || waited[waited.Length / 2] is var middle && middle < Noticeable && middle > 1 / Noticeable)
        {
            return null;
        }

        var (slower, at) = middle > 1 ? ("candidate", candidate) : ("baseline", baseline);
        return $"the host was busy with something else during the {slower}'s run: its compiles waited for a core, for the same CPU time {RatioText.Format(Math.Max(middle, 1 / middle))} the wall time in the middle case"
            + $"{Load(at)}. Wall time verdicts are the host's as much as the engine's; CPU time is the fairer figure, or a duel";
    }

    private static string Load(RecordedRun run) =>
        run.Manifest.Host.LoadAverage is { } load ? string.Create(CultureInfo.InvariantCulture, $" (load average {load:0.0} when it began)") : "";
}
