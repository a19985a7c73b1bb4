using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Policy.TradeOffs;

/// <summary>One choice judged by two costs at once, both better when smaller.</summary>
/// <param name="Name">The choice: a setting.</param>
/// <param name="Time">The first cost.</param>
/// <param name="Other">The second cost: memory or code size.</param>
/// <param name="TimeBounds">Bounds of the first; null where unknown.</param>
/// <param name="OtherBounds">Bounds of the second; null where unknown.</param>
/// <param name="ModuleCount">How many modules it is the mean of.</param>
public sealed record TradeOffPoint(string Name, double Time, double Other, Bounds? TimeBounds, Bounds? OtherBounds, int ModuleCount);
