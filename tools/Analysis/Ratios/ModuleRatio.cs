namespace CompileBench.Analysis.Ratios;

/// <summary>One module's ratio.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Estimate">Its ratio with bounds.</param>
public sealed record ModuleRatio(string Module, RatioEstimate Estimate);
