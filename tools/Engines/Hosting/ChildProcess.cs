using System.Diagnostics;

namespace CompileBench.Engines.Hosting;

/// <summary>
/// A child process with redirected streams that leaves nothing behind. Linux and macOS start it in a process group of its own, so that a
/// signal to the owner's group never reaches it; when it ends, however it ends, what is left of its group is killed. Linux also kills
/// descendants that left the group.
/// </summary>
public abstract class ChildProcess : IDisposable
{
    // A killed process is gone at once; one that the system cannot end, such as one that waits for a lost network disk, is given up.
    private static readonly TimeSpan KillTimeout = TimeSpan.FromSeconds(5);

    /// <summary>The process id.</summary>
    public abstract int Id { get; }

    /// <summary>Writes to its standard input.</summary>
    public abstract Stream Input { get; }

    /// <summary>Reads its standard output.</summary>
    public abstract Stream Output { get; }

    /// <summary>Reads its standard error.</summary>
    public abstract Stream Errors { get; }

    /// <summary>How it ended; null while it runs.</summary>
    public abstract ExitStatus? Exit { get; }

    /// <summary>CPU time of its whole life, once it has ended; null before, and where the system does not say.</summary>
    public virtual TimeSpan? CpuTime => null;

    /// <summary>Starts a process. The working directory is the owner's.</summary>
    /// <param name="command">The program, its argument list and its environment; nothing else is used.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">The system cannot start it.</exception>
    public static ChildProcess Start(ProcessStartInfo command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return OperatingSystem.IsWindows() ? new ManagedChildProcess(command) : new PosixChildProcess(command);
    }

    /// <summary>Waits for the end. False where the time passes first.</summary>
    public abstract bool WaitForExit(TimeSpan atMost);

    /// <summary>Kills it and everything it started, and waits until it is gone, at most a few seconds.</summary>
    public void Kill()
    {
        SendKill();
        WaitForExit(KillTimeout);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Exit is null)
        {
            Kill();
        }

        Input.Dispose();
        Output.Dispose();
        Errors.Dispose();
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Asks the system to kill it and everything it started.</summary>
    protected abstract void SendKill();

    /// <summary>Frees what the implementation holds.</summary>
    /// <param name="disposing">Always true: there are no finalizers.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
