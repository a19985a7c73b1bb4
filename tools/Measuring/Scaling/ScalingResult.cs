using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>A run that came to its end.</summary>
/// <param name="Directory">Where it lies.</param>
/// <param name="Extents">How far each ladder was grown.</param>
/// <param name="AnyCrash">Whether a compiler ended by itself somewhere.</param>
public sealed record ScalingResult(string Directory, IReadOnlyList<LadderExtent> Extents, bool AnyCrash);
