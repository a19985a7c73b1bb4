namespace CompileBench.Engines.Isolation;

/// <summary>What one compile may cost before it is killed.</summary>
/// <param name="Deadline">Wall time of one compile.</param>
/// <param name="MemoryBytes">Resident memory that compiling may add; null for none (watched on Linux only, with <paramref name="CpuTime"/> everywhere).</param>
/// <param name="CpuTime">
/// CPU time that the whole worker process may use for one request; null for none. With it, the deadline is a backstop, and a run is never made again: where
/// the CPU time cannot be read, the operation does not start.
/// </param>
public readonly record struct OperationLimits(TimeSpan Deadline, long? MemoryBytes, TimeSpan? CpuTime = null)
{
    /// <summary>A fuzzer's limit for one input.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(60);

    /// <summary>A minute and no memory limit.</summary>
    public static OperationLimits Default => new(DefaultDeadline, null);

    /// <summary>
    /// The hard ceiling for a process that works under these limits, in bytes; null for none. The watched limit acts first; this one is for
    /// a growth too fast to be watched, and leaves the runtime room for itself.
    /// </summary>
    public long? CeilingBytes => MemoryBytes + (MemoryBytes / 4) + RuntimeRoom;

    private const long RuntimeRoom = 256L << 20;
}
