using System.Runtime.InteropServices;
using CompileBench.Engines.Isolation;

namespace CompileBench.FaultyWorker;

/// <summary>What a worker may do wrong.</summary>
public static partial class Misdeed
{
    /// <summary>The engine's own abort: Winch is asked for features it does not have, and the library ends the process.</summary>
    public const string NativeAbort = "native-abort";

    /// <summary>A write to an address that is nobody's, in native code.</summary>
    public const string SegmentationFault = "segmentation-fault";

    /// <summary>Killed from outside, as the system does when memory is short.</summary>
    public const string Killed = "killed";

    /// <summary>Answers a request that was not made.</summary>
    public const string AnotherCase = "another-case";

    /// <summary>Prints lines that are no answers.</summary>
    public const string Rubbish = "rubbish";

    /// <summary>Prints without ever ending a line.</summary>
    public const string EndlessLine = "endless-line";

    /// <summary>Says nothing at all.</summary>
    public const string Silence = "silence";

    /// <summary>Ends without a word, as if all were well.</summary>
    public const string EarlyExit = "early-exit";

    /// <summary>Answers as it should, with a peak that nobody outside could see.</summary>
    public const string HiddenPeak = "hidden-peak";

    /// <summary>Exits with a code that stands for no signal that ends a process.</summary>
    public const string ExitCode147 = "exit-147";

    /// <summary>Sends itself the signal of Ctrl-C.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>Stops itself, as a debugger or a suspended container does, and never goes on by itself.</summary>
    public const string Stopped = "stopped";

    /// <summary>The same in the first process that finds the file of <see cref="OnceVariable"/> missing; later ones and a continued one answer as they should.</summary>
    public const string StoppedOnce = "stopped-once";

    /// <summary>Killed from outside, the first time only.</summary>
    public const string KilledOnce = "killed-once";

    /// <summary>Says that the artifact's file is longer than it is.</summary>
    public const string ShortArtifact = "short-artifact";

    /// <summary>Says that a limit cannot be set.</summary>
    public const string Unlimited = "unlimited";

    /// <summary>Starts a process in a session of its own and ends.</summary>
    public const string LeavesChild = "leaves-child";

    /// <summary>Names the file that a worker makes before it does what it does once, or that has the number of the process it leaves.</summary>
    public const string OnceVariable = "COMPILEBENCH_TEST_ONCE";

    /// <summary>The peak it then reports, in bytes.</summary>
    public const long HiddenPeakBytes = 1L << 40;

    private const int InterruptSignal = 2;
    private const int KillSignal = 9;
    private const byte Winch = 2;

    /// <summary>Does it.</summary>
    public static void Do(string fault, WorkerRequest request, string library, TextWriter output)
    {
        switch (fault)
        {
            case NativeAbort:
                MakeImpossibleWinch(library);
                break;
            case SegmentationFault:
                _ = SetMemory(1, 0, 1);
                break;
            case Killed:
                _ = Kill(Environment.ProcessId, KillSignal);
                break;
            case AnotherCase:
                output.WriteLine(WorkerProtocol.Line(new WorkerAnswer { Id = request.Id + 1, Kind = AnswerKind.Sample, Nanoseconds = 1, Cold = true }));
                output.WriteLine(WorkerProtocol.Line(new WorkerAnswer { Id = request.Id + 1, Kind = AnswerKind.Done }));
                break;
            case HiddenPeak:
                output.WriteLine(WorkerProtocol.Line(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Sample, Nanoseconds = 1, Cold = true, PeakNativeBytes = HiddenPeakBytes }));
                output.WriteLine(WorkerProtocol.Line(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Done }));
                break;
            case ShortArtifact:
                File.WriteAllBytes(request.Artifact!.Path, [1, 2, 3]);
                output.WriteLine(WorkerProtocol.Line(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Done, ArtifactFile = new ArtifactFile(4, 0) }));
                break;
            case Unlimited:
                output.WriteLine(WorkerProtocol.Line(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Unlimited, Message = "memory cannot be limited" }));
                break;
            case Rubbish:
                output.WriteLine("thread 'main' says: {\"id\": compilebench");
                output.WriteLine("\u0001\u0002 100%|####| compilebench {}");
                break;
            case EndlessLine:
                var piece = new string('x', 1 << 16);
                while (true)
                {
                    output.Write(piece);
                }

            case Silence:
                Thread.Sleep(Timeout.Infinite);
                break;
            case ExitCode147:
                Environment.Exit(147);
                break;
            case Interrupted:
                _ = Kill(Environment.ProcessId, InterruptSignal);
                Thread.Sleep(Timeout.Infinite);
                break;
            case Stopped:
                Stop();
                Thread.Sleep(Timeout.Infinite);
                break;
            case LeavesChild:
                LeaveChild();
                Environment.Exit(0);
                break;
            case EarlyExit:
                Environment.Exit(0);
                break;
            default:
                throw new ArgumentException($"there is no fault {fault}");
        }
    }

    /// <summary>Stops this process if none did before; true where it has nothing left to do wrong.</summary>
    public static bool StopOnce()
    {
        Once(Stop);
        return true;
    }

    /// <summary>The same for a process that is killed.</summary>
    public static bool KillOnce()
    {
        Once(() => _ = Kill(Environment.ProcessId, KillSignal));
        return true;
    }

    private static void Once(Action misdeed)
    {
        var file = Environment.GetEnvironmentVariable(OnceVariable)!;
        if (!File.Exists(file))
        {
            File.WriteAllText(file, "done");
            misdeed();
        }
    }

    // SIGSTOP has another number on macOS.
    private static void Stop() => _ = Kill(Environment.ProcessId, OperatingSystem.IsMacOS() ? 17 : 19);

    private static void LeaveChild()
    {
        var file = Environment.GetEnvironmentVariable(OnceVariable)!;
        var info = new System.Diagnostics.ProcessStartInfo("setsid", ["sh", "-c", $"exec >/dev/null 2>&1; echo $$ > '{file}.new'; mv '{file}.new' '{file}'; exec sleep 300"]);
        using var child = System.Diagnostics.Process.Start(info);
        SpinWait.SpinUntil(() => File.Exists(file), TimeSpan.FromSeconds(30));
    }

    // Winch lacks relaxed SIMD: where it is asked for, making the engine panics in the library, which aborts the process.
    private static unsafe void MakeImpossibleWinch(string library)
    {
        var handle = NativeLibrary.Load(library);
        var config = ((delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(handle, "wasm_config_new"))();
        ((delegate* unmanaged[Cdecl]<nint, byte, void>)NativeLibrary.GetExport(handle, "wasmtime_config_strategy_set"))(config, Winch);
        ((delegate* unmanaged[Cdecl]<nint, byte, void>)NativeLibrary.GetExport(handle, "wasmtime_config_wasm_relaxed_simd_set"))(config, 1);
        _ = ((delegate* unmanaged[Cdecl]<nint, nint>)NativeLibrary.GetExport(handle, "wasm_engine_new_with_config"))(config);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "memset")]
    private static partial nint SetMemory(nint at, int value, nuint count);
}
