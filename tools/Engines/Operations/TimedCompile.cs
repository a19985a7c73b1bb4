using System.Diagnostics;
using CompileBench.Engines.Hosting;

namespace CompileBench.Engines.Operations;

/// <summary>One compile with everything that is measured of it.</summary>
/// <param name="Module">The native module, to be passed to <see cref="ModuleCompiler.Delete"/>; 0 when the engine refused.</param>
/// <param name="Rejection">The engine's words when it refused; else null.</param>
/// <param name="Nanoseconds">Wall time of the native call.</param>
/// <param name="CpuNanoseconds">CPU time of the calling thread, or of the process for parallel settings; null where it was not measured.</param>
/// <param name="PeakNativeBytes">Peak resident memory above what was resident before; null where it was not measured. Meaningful for the first compile of a process only: later ones reuse what it freed.</param>
public readonly record struct TimedCompile(nint Module, string? Rejection, long Nanoseconds, long? CpuNanoseconds, long? PeakNativeBytes)
{
    /// <summary>Compiles once and measures it.</summary>
    public static TimedCompile Run(ModuleCompiler compiler, ReadOnlySpan<byte> module, bool withPeak)
    {
        var before = withPeak && ResidentMemory.ResetOwnPeak() ? ResidentMemory.Own() : null;
        var cpuStart = CpuNow(compiler);
        var start = Stopwatch.GetTimestamp();
        var compiled = compiler.Compile(module, out var rejection);
        var wall = (long)Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        var cpu = CpuNow(compiler) - cpuStart;
        var peak = before is { } floor ? ResidentMemory.OwnPeak() - floor : null;
        return new TimedCompile(compiled, rejection, wall, cpu, peak);
    }

    /// <summary>The CPU clock that fits the settings: the thread's, or the process's when several threads compile.</summary>
    public static long? CpuNow(ModuleCompiler compiler) =>
        compiler.Settings.Parallel ? ThreadCpuClock.OfProcess() : ThreadCpuClock.Now();
}
