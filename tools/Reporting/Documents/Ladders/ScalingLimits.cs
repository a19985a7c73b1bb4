using CompileBench.Results.Quantities;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>The limits of a scaling run, from its manifest.</summary>
/// <param name="Nanoseconds">Time limit of one compile.</param>
/// <param name="MemoryBytes">Memory limit of one compile: the resident memory it adds.</param>
public readonly record struct ScalingLimits(double Nanoseconds, double MemoryBytes)
{
    /// <summary>Reads the limits.</summary>
    /// <exception cref="RecordFormatException">The manifest has no limits.</exception>
    public static ScalingLimits FromManifest(RunManifest manifest) =>
        manifest.Options.TryGetValue("budget", out var budget) && QuantityText.TryParseTime(budget.Text, out var time)
        && manifest.Options.TryGetValue("memory-limit", out var memory) && QuantityText.TryParseSize(memory.Text, out var bytes)
            ? new ScalingLimits(time.TotalNanoseconds, bytes)
            : throw new RecordFormatException($"run {manifest.Run} has no budget and memory limit: it is not a scaling run");
}
