using System.Globalization;
using CompileBench.Analysis.Comparison;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Comparisons;

/// <summary>Detects that other work used the host's cores while one of two recorded runs was measured.</summary>
internal static class HostLoad
{
    // Smaller differences between the two clocks are normal scheduling.
    private const double Noticeable = 1.05;
    private const int FewestCases = 5;

    /// <summary>
    /// A compile that waits for a core takes wall time but no CPU time. Where the wall time ratio of the median case exceeds its CPU time ratio,
    /// the host caused the difference.
    /// </summary>
    /// <returns>A note; null where the clocks agree, or too few cases have both times.</returns>
    public static string? FindNote(RecordedRun baseline, RecordedRun candidate, IReadOnlyList<CompileTimeComparison> comparisons)
    {
        var cpu = comparisons.Where(c => c.Metric == ComparisonMetric.Cpu && c.Ratio is not null).ToDictionary(c => c.Case, c => c.Ratio!.Value);
        double[] waited = [.. comparisons.Where(c => c.Metric == ComparisonMetric.Wall && c.Ratio is not null && cpu.ContainsKey(c.Case)).Select(c => c.Ratio!.Value / cpu[c.Case]).Order()];
        if (waited.Length < FewestCases || waited[waited.Length / 2] is var middle && middle < Noticeable && middle > 1 / Noticeable)
        {
            return null;
        }

        var (slower, at) = middle > 1 ? ("candidate", candidate) : ("baseline", baseline);
        return $"the host was busy with something else during the {slower}'s run{Load(at)}: its compiles waited for a core. In the median case, wall time grew {RatioText.Format(Math.Max(middle, 1 / middle))} as much as CPU time. "
            + "Wall time verdicts reflect the host as much as the engine: use CPU time, or a duel";
    }

    private static string Load(RecordedRun run) =>
        run.Manifest.Host.LoadAverage is { } load ? string.Create(CultureInfo.InvariantCulture, $" (load average {load:0.0} when it began)") : "";
}
