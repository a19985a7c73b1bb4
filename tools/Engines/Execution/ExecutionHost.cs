using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using CompileBench.Engines.Native;
using CompileBench.Modules.Workloads;

namespace CompileBench.Engines.Execution;

/// <summary>This project's side of an execution: the clock, the captured output and the functions that the module imports. One execution at a time.</summary>
internal sealed unsafe class ExecutionHost : IDisposable
{
    // The longest list of arguments that an imported function of a workload has.
    private const int MostArguments = 32;

    private readonly List<GCHandle> _handles = [];
    private readonly RuntimeFunctions _runtime;

    /// <summary>Creates the host of executions.</summary>
    /// <param name="runtime">The library's functions.</param>
    /// <param name="functions">What a driver provides beside <c>bench.start</c> and <c>bench.end</c>.</param>
    public ExecutionHost(RuntimeFunctions runtime, IEnumerable<HostFunction> functions)
    {
        _runtime = runtime;
        Functions =
        [
            new HostFunction(SightglassConvention.ImportModule, SightglassConvention.Start, (_, _) => BeginTimed()),
            new HostFunction(SightglassConvention.ImportModule, SightglassConvention.End, (_, _) => EndTimed()),
            .. functions,
        ];
        OutputHandle = Handle(Output);
        ErrorHandle = Handle(Error);
    }

    /// <summary>The functions that a module may import.</summary>
    public IReadOnlyList<HostFunction> Functions { get; }

    /// <summary>The clock of the part that counts.</summary>
    public WorkloadClock Clock { get; } = new();

    /// <summary>Standard output, or what a driver read.</summary>
    public OutputCapture Output { get; } = new();

    /// <summary>Standard error.</summary>
    public OutputCapture Error { get; } = new();

    /// <summary>The instance that executes now; null for none.</summary>
    public Guest? Guest { get; set; }

    /// <summary>The callback data of standard output.</summary>
    public nint OutputHandle { get; }

    /// <summary>The callback data of standard error.</summary>
    public nint ErrorHandle { get; }

    /// <summary>The callback that takes output of a WASI program.</summary>
    public static nint WriteCallback => (nint)(delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint>)&Write;

    /// <summary>The callback of every imported function.</summary>
    public static nint CallCallback => (nint)(delegate* unmanaged[Cdecl]<nint, nint, long*, nuint, nint>)&Call;

    /// <summary>The callback data of an imported function.</summary>
    public nint Bind(HostFunction function) => Handle(new BoundFunction(this, function));

    /// <summary>Prepares for the next execution.</summary>
    public void Reset()
    {
        Clock.Reset();
        Output.Clear();
        Error.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var handle in _handles)
        {
            handle.Free();
        }

        _handles.Clear();
    }

    private long BeginTimed()
    {
        Clock.Begin();
        return 0;
    }

    private long EndTimed()
    {
        Clock.End();
        return 0;
    }

    private nint Handle(object target)
    {
        var handle = GCHandle.Alloc(target);
        _handles.Add(handle);
        return GCHandle.ToIntPtr(handle);
    }

    // Nothing may be thrown through native code.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint Write(nint data, byte* bytes, nuint count)
    {
        const int NoSpace = -28;
        try
        {
            return ((OutputCapture)GCHandle.FromIntPtr(data).Target!).Write(new ReadOnlySpan<byte>(bytes, checked((int)count))) ? (nint)count : NoSpace;
        }
        catch (Exception e) when (e is OverflowException or OutOfMemoryException)
        {
            return NoSpace;
        }
        finally
        {
            UpperHalves.Clear();
        }
    }

    // Optimised from the first call on: the runtime would replace it, and the function that it calls, some executions later, and a module that calls its host
    // a million times would seem to become twice as fast meanwhile.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Call(nint data, nint caller, long* values, nuint count)
    {
        var bound = (BoundFunction)GCHandle.FromIntPtr(data).Target!;
        try
        {
            // The slots are for arguments and results, whichever are more, and each has 16 bytes.
            var arguments = stackalloc long[MostArguments];
            var used = Math.Min((int)count, MostArguments);
            for (var i = 0; i < used; i++)
            {
                arguments[i] = values[2 * i];
            }

            var result = bound.Function.Body(bound.Host.Guest!, new ReadOnlySpan<long>(arguments, used));
            if (count > 0)
            {
                values[0] = result;
            }

            return 0;
        }
        catch (Exception e)
        {
            var message = Encoding.UTF8.GetBytes($"{bound.Function.Module}.{bound.Function.Name}: {e.Message}");
            fixed (byte* text = message)
            {
                return bound.Host._runtime.TrapNew(text, (nuint)message.Length);
            }
        }
        finally
        {
            UpperHalves.Clear();
        }
    }

    private sealed record BoundFunction(ExecutionHost Host, HostFunction Function);
}
