using CompileBench.Analysis.Prediction;

namespace CompileBench.Embedding;

/// <summary>Divides CPU time among the settings of a chain, and judges predictions. It is pure.</summary>
internal static class CpuPlan
{
    // A setting that is tried has at least half of what is left.
    private const double MostReserved = 0.5;

    // What a worker uses beside the compile: the engine, the module's file, the artifact and its file.
    private static readonly TimeSpan Overhead = TimeSpan.FromMilliseconds(20);

    // What a worker may use beyond its limit before it is dead, which is then not left for its successors.
    private static readonly TimeSpan Overrun = TimeSpan.FromMilliseconds(100);

    // The model's 90% interval misses one module in twenty below, and it was trained on another machine.
    private const double FarOver = 2;

    /// <summary>The CPU time that the next setting may use.</summary>
    /// <param name="left">What is left for it and its successors.</param>
    /// <param name="successors">The predictions for the settings that follow, null where there is none; empty for the last setting.</param>
    public static TimeSpan Allowance(TimeSpan left, IReadOnlyList<CostEstimate?> successors)
    {
        if (successors.Count == 0)
        {
            return left;
        }

        var cheapest = successors.Where(s => s is not null).Select(s => (double?)s!.Upper90).Min();
        var reserved = cheapest is { } nanoseconds ? Math.Min((nanoseconds + (Overhead + Overrun).TotalNanoseconds) / left.TotalNanoseconds, MostReserved) : MostReserved;
        return left * (1 - reserved);
    }

    /// <summary>Whether a predicted cost is far over a limit.</summary>
    /// <param name="predicted">The prediction; null where there is none.</param>
    /// <param name="limit">The limit in the same unit; null for none.</param>
    public static bool IsFarOver(CostEstimate? predicted, double? limit) => predicted?.Lower90 > FarOver * limit;
}
