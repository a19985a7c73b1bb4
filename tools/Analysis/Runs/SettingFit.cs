using CompileBench.Analysis.Scaling;

namespace CompileBench.Analysis.Runs;

/// <summary>Time against one metric of the modules, under one setting.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Points">What the fit is made of: each module's metric and warm nanoseconds.</param>
/// <param name="Fit">The line; null when the points are too few or all have one metric value.</param>
public sealed record SettingFit(string Settings, string Metric, IReadOnlyList<ModulePoint> Points, PowerLawFit? Fit);

/// <summary>One module in a chart of time against a metric.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="X">The metric.</param>
/// <param name="Nanoseconds">Warm nanoseconds of one compile.</param>
public sealed record ModulePoint(string Module, double X, double Nanoseconds);
