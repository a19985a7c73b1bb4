namespace CompileBench.Engines.Hosting;

/// <summary>
/// Where the peak of anonymous memory that an operation added lies, in bytes. Linux records the peak of all resident memory and not that of its parts.
/// Pages of mapped files come in during the operation and stay, so at the moment of the peak there were at least as many of them as before the
/// operation and at most as many as after it.
/// </summary>
/// <param name="Lower">The lower end, which is published: most pages of the engine's library come in before the peak.</param>
/// <param name="Upper">The upper end.</param>
public readonly record struct PeakAnonymousMemory(long Lower, long Upper)
{
    /// <summary>The bracket from the status before an operation, read after the peak was reset, and the status after it. No end is below 0.</summary>
    public static PeakAnonymousMemory Between(MemoryStatus before, MemoryStatus after)
    {
        var lower = after.PeakResident - after.Files - after.Shared - before.Anonymous;
        var upper = after.PeakResident - before.Files - before.Shared - before.Anonymous;
        return new PeakAnonymousMemory(Math.Max(0, Math.Min(lower, upper)), Math.Max(0, Math.Max(lower, upper)));
    }
}
