using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling;

/// <summary>A growth exponent with its bounds.</summary>
/// <param name="Value">The exponent: 1 is proportional, 2 quadratic.</param>
/// <param name="Bounds">Where it lies; the upper end is infinite where only a limit cut the growth off.</param>
/// <param name="FromSize">The smallest size it is taken from.</param>
/// <param name="ToSize">The largest size it is taken from.</param>
public sealed record ExponentEstimate(double Value, Bounds Bounds, double FromSize, double ToSize);
