using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CompileBench.Engines.Hosting;

/// <summary>What another process has used so far.</summary>
/// <param name="Cpu">CPU time of all its threads: to the nanosecond on Linux, elsewhere as exact as the system counts.</param>
/// <param name="ResidentBytes">Resident memory.</param>
public readonly partial record struct ProcessUsage(TimeSpan Cpu, long ResidentBytes)
{
    /// <summary>Reads it; null where the process is gone or the system does not say.</summary>
    public static ProcessUsage? Read(int processId) => OperatingSystem.IsLinux() ? ReadLinux(processId) : ReadElsewhere(processId);

    // The statistics in /proc count CPU time in hundredths of a second, which is too coarse for a budget of a few.
    private static ProcessUsage? ReadLinux(int processId) =>
        ProcessClock(processId, out var clock) == 0 && ClockGetTime(clock, out var time) == 0 && ResidentMemory.StatusOf(processId) is { } memory
            ? new ProcessUsage(TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick), memory.Resident)
            : null;

    private static ProcessUsage? ReadElsewhere(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return new ProcessUsage(process.TotalProcessorTime, process.WorkingSet64);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_getcpuclockid")]
    private static partial int ProcessClock(int process, out int clock);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
