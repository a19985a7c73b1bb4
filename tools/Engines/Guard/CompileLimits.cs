namespace CompileBench.Engines.Guard;

/// <summary>What one compile may cost before it is killed.</summary>
/// <param name="Deadline">Wall time of one compile.</param>
/// <param name="MemoryBytes">Resident memory that compiling may add; null for none (watched on Linux only).</param>
public readonly record struct CompileLimits(TimeSpan Deadline, long? MemoryBytes)
{
    /// <summary>A fuzzer's limit for one input.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(60);

    /// <summary>A minute and no memory limit.</summary>
    public static CompileLimits Default => new(DefaultDeadline, null);
}
