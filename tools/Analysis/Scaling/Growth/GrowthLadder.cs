namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>One shape at many sizes under one setting, by one metric.</summary>
/// <param name="Shape">The shape's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Points">Its sizes.</param>
public sealed record GrowthLadder(string Shape, string Settings, IReadOnlyList<ScalingPoint> Points);
