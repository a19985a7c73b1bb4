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

    /// <summary>The peak it then reports, in bytes.</summary>
    public const long HiddenPeakBytes = 1L << 40;

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
            case EarlyExit:
                Environment.Exit(0);
                break;
            default:
                throw new ArgumentException($"there is no fault {fault}");
        }
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
