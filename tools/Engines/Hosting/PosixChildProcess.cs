using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace CompileBench.Engines.Hosting;

/// <summary>
/// A child process on Linux and macOS. <c>posix_spawn</c> puts it into its own group before its program begins, which
/// <see cref="Process"/> cannot do, and a thread of its own waits for it, which tells a signal from an exit code.
/// </summary>
internal sealed partial class PosixChildProcess : ChildProcess
{
    private const int KillSignal = 9;
    private const int InterruptedCall = 4;
    private const int ProcessIdType = 1;
    private const int WaitExited = 4;
    private const int WaitOnlyLinux = 0x01000000;
    private const int WaitOnlyMac = 0x20;

    // Larger than siginfo_t of every supported system.
    private const int SignalInfoBytes = 256;

    // Larger than struct rusage of every supported system, whose first two members are the user and the system time.
    private const int UsageBytes = 512;
    private const int TimevalBytes = 16;

    private readonly AnonymousPipeServerStream _input = new(PipeDirection.Out, HandleInheritability.None);
    private readonly AnonymousPipeServerStream _output = new(PipeDirection.In, HandleInheritability.None);
    private readonly AnonymousPipeServerStream _errors = new(PipeDirection.In, HandleInheritability.None);
    private readonly ManualResetEventSlim _ended = new();
    private readonly Lock _gate = new();
    private readonly string _mark;
    private bool _reaped;
    private ExitStatus _exit;
    private TimeSpan _cpuTime;

    public PosixChildProcess(ProcessStartInfo command)
    {
        _mark = LinuxDescendants.Mark(command.Environment);
        try
        {
            Id = PosixSpawn.Start(command, Descriptor(_input), Descriptor(_output), Descriptor(_errors));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Array.ForEach([_input, _output, _errors], pipe => pipe.Dispose());
            throw;
        }

        Array.ForEach([_input, _output, _errors], pipe => pipe.DisposeLocalCopyOfClientHandle());
        new Thread(AwaitEnd) { IsBackground = true, Name = $"end of process {Id}" }.Start();
    }

    public override int Id { get; }

    public override Stream Input => _input;

    public override Stream Output => _output;

    public override Stream Errors => _errors;

    public override ExitStatus? Exit => _ended.IsSet ? _exit : null;

    public override TimeSpan? CpuTime => _ended.IsSet ? _cpuTime : null;

    public override bool WaitForExit(TimeSpan atMost) => _ended.Wait(atMost);

    protected override void SendKill()
    {
        lock (_gate)
        {
            // The id belongs to this process until it is reaped. What it started is killed and reaped when it has ended.
            if (!_reaped)
            {
                _ = Kill(Id, KillSignal);
            }
        }
    }

    private static int Descriptor(AnonymousPipeServerStream pipe) => (int)pipe.ClientSafePipeHandle.DangerousGetHandle();

    private unsafe void AwaitEnd()
    {
        // The process stays a zombie while its group is killed: its id cannot be given to another process meanwhile.
        WaitWithoutReaping();
        LinuxDescendants.KillMarked(_mark);
        int status;
        var usage = stackalloc byte[UsageBytes];
        lock (_gate)
        {
            _ = Kill(-Id, KillSignal);
            while (WaitProcess(Id, out status, 0, usage) < 0 && Marshal.GetLastPInvokeError() == InterruptedCall)
            {
                // A signal for this process; the call is made again.
            }

            _reaped = true;
        }

        _cpuTime = TimeAt(usage) + TimeAt(usage + TimevalBytes);
        _exit = ExitStatus.FromWaitStatus(status);
        _ended.Set();
    }

    // struct timeval: the seconds in a long, then the microseconds, in a long on Linux and an int on macOS. Both are little-endian.
    private static unsafe TimeSpan TimeAt(byte* timeval) => TimeSpan.FromSeconds(*(long*)timeval) + TimeSpan.FromMicroseconds(*(int*)(timeval + sizeof(long)));

    private unsafe void WaitWithoutReaping()
    {
        var information = stackalloc byte[SignalInfoBytes];
        var options = WaitExited | (OperatingSystem.IsMacOS() ? WaitOnlyMac : WaitOnlyLinux);
        while (WaitId(ProcessIdType, Id, information, options) < 0 && Marshal.GetLastPInvokeError() == InterruptedCall)
        {
            // A signal for this process; the call is made again.
        }
    }

    [LibraryImport("libc", EntryPoint = "waitid", SetLastError = true)]
    private static unsafe partial int WaitId(int type, int id, byte* information, int options);

    [LibraryImport("libc", EntryPoint = "wait4", SetLastError = true)]
    private static unsafe partial int WaitProcess(int id, out int status, int options, byte* usage);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
