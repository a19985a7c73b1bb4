using System.Runtime.InteropServices;

namespace CompileBench.Faults.Tests.Campaign;

/// <summary>Sends signals. The numbers are the same on Linux and macOS, except where one is said to be Linux's.</summary>
internal static partial class PosixSignals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>SIGCONT on Linux.</summary>
    public const int Continue = 18;

    /// <summary>Sends a signal; a negative number is a group's.</summary>
    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Send(int process, int signal);
}
