using CompileBench.Analysis;

namespace CompileBench.Reporting.Versions;

/// <summary>One row of a comparison of two engines: candidate over baseline.</summary>
/// <param name="Label">The module, or what is summed up.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Ratio">Candidate over baseline: below 1 the candidate is faster.</param>
/// <param name="Bounds">Where the true ratio lies; null where that is not known.</param>
/// <param name="IsSummary">Whether it sums up the setting's modules.</param>
public sealed record VersionRatio(string Label, string Settings, double Ratio, Bounds? Bounds, bool IsSummary);
