using System.Diagnostics;

namespace CompileBench.Faults.Tests.Campaign;

/// <summary>
/// A library that, loaded before all others, makes a program's clock jump back by a day some seconds after its start. It is compiled where
/// the test runs; a machine without a C compiler goes without.
/// </summary>
internal static class JumpingClock
{
    private const string Source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <time.h>
        static time_t first;
        int clock_gettime(clockid_t clock, struct timespec *time) {
            static int (*real)(clockid_t, struct timespec *);
            if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
            int result = real(clock, time);
            if (clock == CLOCK_REALTIME && result == 0) {
                if (!first) first = time->tv_sec;
                if (time->tv_sec > first + 3) time->tv_sec -= 86400;
            }
            return result;
        }
        """;

    /// <summary>Compiles the library into a folder; null where there is no compiler.</summary>
    public static string? Build(string folder)
    {
        var source = Path.Combine(folder, "clock.c");
        var library = Path.Combine(folder, "clock.so");
        File.WriteAllText(source, Source);
        try
        {
            using var compiler = Process.Start("cc", ["-shared", "-fPIC", "-o", library, source, "-ldl"]);
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? library : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
