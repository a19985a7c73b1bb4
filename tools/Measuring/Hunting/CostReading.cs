using CompileBench.Engines.Isolation;

namespace CompileBench.Measuring.Hunting;

/// <summary>What one module costs under one setting.</summary>
/// <param name="Outcome">How the compile ended, or the baseline's where that failed.</param>
/// <param name="Cost">The cost without that of an empty module, at least half of the latter; null where the compile did not end well.</param>
/// <param name="Baseline">The baseline engine's cost; null where there is one engine.</param>
internal sealed record CostReading(Outcome Outcome, double? Cost, double? Baseline)
{
    /// <summary>The logarithm to the base 2 of the cost over the baseline's; null without both.</summary>
    public double? LogRatio => Cost is { } cost && Baseline is { } baseline ? Math.Log2(cost / baseline) : null;
}
