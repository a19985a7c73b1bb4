namespace CompileBench.Engines.Hosting;

/// <summary>The memory of one process from one read of its status, in bytes. All parts belong to the same moment.</summary>
/// <param name="PeakResident">The highest resident memory since the process started or since <see cref="ResidentMemory.ResetOwnPeak"/>.</param>
/// <param name="Anonymous">Resident anonymous memory.</param>
/// <param name="Files">Resident pages of mapped files.</param>
/// <param name="Shared">Resident shared memory.</param>
public readonly record struct MemoryStatus(long PeakResident, long Anonymous, long Files, long Shared)
{
    /// <summary>All that is resident.</summary>
    public long Resident => Anonymous + Files + Shared;
}
