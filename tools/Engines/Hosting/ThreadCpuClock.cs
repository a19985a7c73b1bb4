using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CompileBench.Engines.Hosting;

/// <summary>CPU time of the calling thread, which parallel load on other cores does not stretch as it stretches wall time.</summary>
public static partial class ThreadCpuClock
{
    private const int LinuxThreadClock = 3;
    private const int MacThreadClock = 16;

    /// <summary>Nanoseconds of CPU time this thread has used; null where the system's clock is too coarse to be worth recording (Windows ticks at 15.6 ms).</summary>
    public static long? Now()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        return ClockGetTime(OperatingSystem.IsMacOS() ? MacThreadClock : LinuxThreadClock, out var time) == 0
            ? (time.Seconds * 1_000_000_000L) + time.Nanoseconds
            : null;
    }

    /// <summary>Nanoseconds of CPU time all threads of this process have used: what a parallel compile is charged.</summary>
    public static long ForProcess()
    {
        using var self = Process.GetCurrentProcess();
        return (long)self.TotalProcessorTime.TotalNanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
