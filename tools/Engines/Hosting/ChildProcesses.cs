using System.Diagnostics;
using System.Runtime.InteropServices;

namespace CompileBench.Engines.Hosting;

/// <summary>What parent and child owe each other: a child that cannot outlive its owner, a kill that leaves nothing behind, a hard memory limit.</summary>
public static partial class ChildProcesses
{
    private const int ParentDeathSignal = 1;
    private const int KillSignal = 9;
    private const int CpuLimit = 0;
    private const int DataLimit = 2;

    // Between the signal that ends a process at its CPU limit and the one that nothing can handle.
    private const int CpuLimitGraceSeconds = 2;

    /// <summary>Puts this process into a group of its own, so that Ctrl-C at a terminal reaches its owner alone and a kill reaches all it started.</summary>
    public static void LeadOwnGroup()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetProcessGroup(0, 0);
        }
    }

    /// <summary>
    /// Ends this process when its owner ends, also while native code runs. Linux kills it, which costs nothing while it is measured, when the
    /// thread that started it ends: only for a child whose owner starts it from a thread that lives as long as the owner; others watch a pipe.
    /// Elsewhere a thread waits for the owner's end.
    /// </summary>
    /// <param name="owner">The owner's process; where it has gone before this was asked, this process ends here. Null where it is not known.</param>
    public static void DieWithOwner(int? owner)
    {
        if (OperatingSystem.IsLinux())
        {
            _ = ProcessControl(ParentDeathSignal, KillSignal, 0, 0, 0);
            if (owner is { } parent && ParentProcess() != parent)
            {
                KillSelf();
            }
        }
        else if (owner is { } process)
        {
            OnEndOf(process, KillSelf);
        }
    }

    /// <summary>Calls an action, on another thread, when a process has ended; at once where there is none of that number.</summary>
    public static void OnEndOf(int processId, Action ended)
    {
        ArgumentNullException.ThrowIfNull(ended);
        Process process;
        try
        {
            process = Process.GetProcessById(processId);
        }
        catch (ArgumentException)
        {
            ended();
            return;
        }

        var thread = new Thread(() =>
        {
            using (process)
            {
                while (!process.WaitForExit(TimeSpan.FromHours(1)))
                {
                    // An owner lives as long as it likes.
                }
            }

            ended();
        }) { IsBackground = true, Name = "end of the owner" };
        thread.Start();
    }

    /// <summary>Ends this process at once, also while native code runs on another thread.</summary>
    public static void KillSelf()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }

    /// <summary>Kills a process and all it started, and waits until it is gone, but never longer than a few seconds.</summary>
    public static void KillGroup(Process process)
    {
        try
        {
            // A child that leads a group is gone with it at once; finding the descendants of any other means looking at every process.
            if (OperatingSystem.IsWindows() || Kill(-process.Id, KillSignal) != 0)
            {
                process.Kill(entireProcessTree: true);
            }

            process.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // Already gone, and perhaps disposed by whoever waited for it.
        }
    }

    /// <summary>
    /// Lets this process grow by at most so many bytes of private memory from now on; an allocation beyond that fails. A lower limit that the process has
    /// already is kept. False where the system cannot.
    /// </summary>
    public static bool LimitGrowth(long bytes)
    {
        if (!OperatingSystem.IsLinux() || ResidentMemory.OwnData() is not { } data)
        {
            return false;
        }

        var most = (nuint)data + (nuint)bytes;
        return LowerLimit(DataLimit, most, most);
    }

    /// <summary>
    /// Lets the system end this process when it has used so much more CPU time, rounded up to whole seconds: a backstop for an owner that is suspended and
    /// does not look. A lower limit that the process has already is kept. False where the system cannot.
    /// </summary>
    public static bool LimitCpu(TimeSpan more)
    {
        if (OperatingSystem.IsWindows())
        {
            return false;
        }

        using var self = Process.GetCurrentProcess();
        var seconds = (nuint)Math.Ceiling((self.TotalProcessorTime + more).TotalSeconds);
        return LowerLimit(CpuLimit, seconds, seconds + CpuLimitGraceSeconds);
    }

    // A process without privileges cannot raise a limit, so a higher one than it has would fail.
    private static bool LowerLimit(int resource, nuint soft, nuint hard) =>
        GetResourceLimit(resource, out var present) == 0
        && SetResourceLimit(resource, new ResourceLimit { Soft = Math.Min(soft, present.Soft), Hard = Math.Min(hard, present.Hard) }) == 0;

    [LibraryImport("libc", EntryPoint = "setpgid")]
    private static partial int SetProcessGroup(int process, int group);

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentProcess();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetResourceLimit(int resource, out ResourceLimit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetResourceLimit(int resource, in ResourceLimit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public nuint Soft;
        public nuint Hard;
    }
}
