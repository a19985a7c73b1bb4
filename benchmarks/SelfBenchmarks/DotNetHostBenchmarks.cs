using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Timing;
using CompileBench.Benchmarks.Contract;
using CompileBench.Engines.Native;
using Wasmtime;
using Engine = Wasmtime.Engine;

namespace Benchmarks;

/// <summary>
/// What a host written in .NET costs executed code: a module called by the Wasmtime package as any program would call it, in turn with the same call just
/// after <see cref="UpperHalves.Clear"/>. The module transforms signals, so it computes with floating-point numbers nearly all the time. Prints the ratio of
/// the medians with its 95% bounds: about 1 where the processor does not care.
/// </summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 3, iterationCount: 1, invocationCount: 1)]
public class DotNetHostBenchmarks
{
    /// <summary>The module measured.</summary>
    public static readonly string[] Subjects = ["kissfft"];

    private const int Pairs = 60;
    private const int Points = 1024;
    private const int Transforms = 200;
    private const int BufferLength = 256;

    private readonly Stack<IDisposable> _resources = [];
    private readonly float[] _signal = new float[2 * Points];
    private Memory? _memory;
    private Action<int, int, int>? _transform;
    private (int Plan, int Signal, int Spectrum) _addresses;
    private RatioEstimate? _ratio;

    /// <summary>Loads the module and fills its signal. The module exports its functions under one letter each: t allocates, h plans, l transforms.</summary>
    [GlobalSetup]
    public void Setup()
    {
        // BenchmarkDotNet's copy of this program has no native libraries beside it.
        var plan = PlanFile.FromEnvironment();
        NativeLibrary.SetDllImportResolver(typeof(Module).Assembly, (_, _, _) => NativeLibrary.Load(plan.Engine(OverheadBenchmarks.OwnEngineLabel).LibraryPath));
        var engine = Keep(new Engine());
        var module = Keep(Module.FromBytes(engine, Subjects[0], plan.Module(Subjects[0]).ReadBytes()));
        var linker = Keep(new Linker(engine));
        var store = Keep(new Store(engine));
        linker.DefineUnknownImportsAsTraps(module);
        var instance = linker.Instantiate(store, module);
        instance.GetAction("g")!();
        var allocate = instance.GetFunction<int, int>("t")!;
        _addresses = ((int)instance.GetFunction("h")!.Invoke(Points, 0, 0, 0)!, allocate(Points * 8), allocate(Points * 8));
        _memory = instance.GetMemory("f");
        for (var i = 0; i < _signal.Length; i++)
        {
            _signal[i] = (float)Math.Sin(i);
        }

        _transform = instance.GetAction<int, int, int>("l")!;
    }

    /// <summary>Calls both ways in turn.</summary>
    [Benchmark]
    public void AsCalledAgainstCleared()
    {
        var (asCalled, cleared) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < Pairs; pair++)
        {
            asCalled.Add(Transform(clears: false));
            cleared.Add(Transform(clears: true));
        }

        _ratio = RatioEstimate.Between(TimeEstimate.FromLaunches([asCalled])!, TimeEstimate.FromLaunches([cleared])!);
    }

    /// <summary>Prints the ratio.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        Console.WriteLine();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"// as called from .NET over with upper halves cleared, {Subjects[0]}: {_ratio!.Ratio:0.00} ({_ratio.Bounds?.Lower:0.00} to {_ratio.Bounds?.Upper:0.00}), {Pairs} pairs of {Transforms} calls"));
        while (_resources.TryPop(out var resource))
        {
            resource.Dispose();
        }
    }

    // .NET clears the buffer by registers of 256 bits, and leaves their upper halves in use.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void CopySignal()
    {
        var memory = _memory!.GetSpan<float>(_addresses.Signal, _signal.Length);
        Span<float> buffer = stackalloc float[BufferLength];
        for (var at = 0; at < memory.Length; at += BufferLength)
        {
            _signal.AsSpan(at, BufferLength).CopyTo(buffer);
            buffer.CopyTo(memory[at..]);
        }
    }

    private T Keep<T>(T resource)
        where T : IDisposable
    {
        _resources.Push(resource);
        return resource;
    }

    private double Transform(bool clears)
    {
        var start = Stopwatch.GetTimestamp();
        for (var call = 0; call < Transforms; call++)
        {
            // As hosts do: what the module computes with is copied to its memory, by way of a buffer on the stack.
            CopySignal();
            if (clears)
            {
                UpperHalves.Clear();
            }

            _transform!(_addresses.Plan, _addresses.Signal, _addresses.Spectrum);
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }
}
