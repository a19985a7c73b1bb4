using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.History;

/// <summary>One case and metric over the runs.</summary>
/// <param name="Case">The case.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Points">Its value in each run that has one, in the order of the runs.</param>
/// <param name="Levels">The levels. Together they cover all points.</param>
/// <param name="Changes">The steps between levels; one fewer than levels.</param>
/// <param name="LatestStep">The step from the last level to the newest run where it would be a change but a single run cannot confirm it;
/// null otherwise.</param>
public sealed record CaseHistory(
    ComparedCase Case,
    ComparisonMetric Metric,
    IReadOnlyList<HistoryPoint> Points,
    IReadOnlyList<HistoryLevel> Levels,
    IReadOnlyList<ChangePoint> Changes,
    ChangePoint? LatestStep);

/// <summary>A case's value in one run.</summary>
/// <param name="Run">Index of the run.</param>
/// <param name="Value">Nanoseconds or bytes of one compile.</param>
public readonly record struct HistoryPoint(int Run, double Value);

/// <summary>Consecutive runs at one level.</summary>
/// <param name="FirstRun">Index of its first run.</param>
/// <param name="LastRun">Index of its last run.</param>
/// <param name="Centre">The median of its values.</param>
/// <param name="RunCount">The number of runs in it that have a value.</param>
public sealed record HistoryLevel(int FirstRun, int LastRun, double Centre, int RunCount);

/// <summary>A step from one level to the next.</summary>
/// <param name="FirstRun">Index of the first run at the new level.</param>
/// <param name="Ratio">New level over old level.</param>
/// <param name="Bounds">The bounds of the true ratio, at the history's misrate divided among cases and places.</param>
/// <param name="Verdict">Faster, slower, smaller or larger.</param>
/// <param name="HostChanged">Whether the run before was measured on another host, which may be the whole reason.</param>
public sealed record ChangePoint(int FirstRun, double Ratio, Bounds Bounds, ChangeVerdict Verdict, bool HostChanged);
