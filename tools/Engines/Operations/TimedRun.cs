using System.Diagnostics;
using CompileBench.Engines.Hosting;

namespace CompileBench.Engines.Operations;

/// <summary>One run of an operation with everything that is measured of it.</summary>
/// <param name="Result">What the run made, to be passed to <see cref="PreparedOperation.Release"/>.</param>
/// <param name="Failure">How it failed; null where it succeeded.</param>
/// <param name="Nanoseconds">Wall time of the run.</param>
/// <param name="CpuNanoseconds">CPU time of the calling thread, or of the process for parallel settings; null where it was not measured.</param>
/// <param name="PeakNativeBytes">Peak resident memory above what was resident before; null where it was not measured. It holds for the first run of a process only: later runs reuse what that one freed.</param>
/// <param name="PeakAnonymous">The part of that peak that is anonymous memory; null where it was not measured.</param>
public readonly record struct TimedRun(nint Result, OperationFailure? Failure, long Nanoseconds, long? CpuNanoseconds, long? PeakNativeBytes, PeakAnonymousMemory? PeakAnonymous)
{
    /// <summary>Runs an operation once and measures it.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="parallel">Whether the engine works on several threads.</param>
    /// <param name="withPeak">Whether to measure the peak of memory.</param>
    public static TimedRun Measure(PreparedOperation operation, bool parallel, bool withPeak)
    {
        var before = withPeak && ResidentMemory.ResetOwnPeak() ? ResidentMemory.OwnStatus() : null;
        var cpuStart = CpuNow(parallel);
        var start = Stopwatch.GetTimestamp();
        var result = operation.RunOnce(out var failure);
        var wall = (long)Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        var cpu = CpuNow(parallel) - cpuStart;
        (wall, cpu) = operation.OwnTimes ?? (wall, cpu);
        return before is { } floor && ResidentMemory.OwnStatus() is { } after
            ? new TimedRun(result, failure, wall, cpu, after.PeakResident - floor.Resident, PeakAnonymousMemory.Between(floor, after))
            : new TimedRun(result, failure, wall, cpu, null, null);
    }

    /// <summary>Nanoseconds on the CPU clock that fits the settings: the thread's, or the process's where several threads work.</summary>
    public static long? CpuNow(bool parallel) => parallel ? ThreadCpuClock.ForProcess() : ThreadCpuClock.Now();
}
