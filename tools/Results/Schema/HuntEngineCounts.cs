namespace CompileBench.Results.Schema;

/// <summary>The instructions that one engine executes for a finding's pattern, under the finding's own settings.</summary>
/// <param name="Engine">The engine's label.</param>
/// <param name="Digest">The digest of its library.</param>
/// <param name="Points">The sizes, smallest first, with their instructions as the cost; empty where nothing was counted.</param>
/// <param name="Message">Why nothing was counted; null where something was.</param>
public sealed record HuntEngineCounts(string Engine, string Digest, IReadOnlyList<HuntPoint> Points, string? Message)
{
    /// <summary>The slope of instruction counts from which they confirm growth: linear patterns stay below it.</summary>
    public const double LeastSlope = 1.05;

    /// <summary>The exponent between the two largest sizes; null where fewer were counted.</summary>
    public double? Slope => Points is [.., var before, var last] ? Math.Log(last.Cost / before.Cost) / Math.Log((double)last.Size / before.Size) : null;
}
