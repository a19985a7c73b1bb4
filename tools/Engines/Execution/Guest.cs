using System.Text;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Execution;

/// <summary>One instance of a module in a store of its own.</summary>
internal sealed unsafe class Guest : IDisposable
{
    private const byte FunctionKind = 0;
    private const byte MemoryKind = 3;
    private const int MostValues = 32;

    private readonly GuestModule _module;
    private readonly byte[] _instance = GC.AllocateArray<byte>(RuntimeFunctions.InstanceBytes, pinned: true);
    private readonly Dictionary<string, GuestFunction> _functions = [];
    private readonly nint _store;
    private readonly nint _linker;
    private byte[]? _memory;

    /// <summary>Makes the store with its WASI world. The module is not instantiated yet.</summary>
    /// <exception cref="OperationFailedException">The engine cannot provide what the module imports.</exception>
    public Guest(GuestModule module)
    {
        _module = module;
        Runtime = module.Runtime;
        _store = Runtime.StoreNew(module.Engine.Handle, 0, 0);
        Context = Runtime.StoreContext(_store);
        try
        {
            Runtime.StoreLimiter(_store, module.MostMemoryBytes, -1, -1, -1, -1);
            RunWithoutEnd(module.Engine.Settings.Knobs);
            if (module.World?.Attach(Context, module.Host) is { } error && error != 0)
            {
                throw new OperationFailedException(new OperationFailure(OutcomeKind.Rejected, module.Engine.Library.TakeMessage(error)));
            }

            _linker = module.LinkerFor(Context);
        }
        catch
        {
            Runtime.StoreDelete(_store);
            throw;
        }

        module.Host.Reset();
        module.Host.Guest = this;
    }

    private RuntimeFunctions Runtime { get; }

    private nint Context { get; }

    /// <summary>The name under which the module exports its memory.</summary>
    public string MemoryName { get; set; } = "memory";

    /// <summary>The clock of the part that counts.</summary>
    public WorkloadClock Clock => _module.Host.Clock;

    /// <summary>The module's memory now. It is invalid after a call, which may have moved it.</summary>
    /// <exception cref="OperationFailedException">The module exports no memory of that name.</exception>
    public Span<byte> Memory
    {
        get
        {
            _memory ??= Export(MemoryName, MemoryKind) ?? throw Unusable($"the module exports no memory named {MemoryName}");
            fixed (byte* memory = &_memory[RuntimeFunctions.ExternUnionOffset])
            {
                return new Span<byte>(Runtime.MemoryData(Context, memory), checked((int)Math.Min(int.MaxValue, Runtime.MemorySize(Context, memory))));
            }
        }
    }

    /// <summary>Instantiates the module, which runs its start function.</summary>
    /// <returns>How it failed; null where it succeeded.</returns>
    public OperationFailure? Instantiate()
    {
        nint trap = 0;
        fixed (byte* instance = _instance)
        {
            var error = _module.Instantiate(Context, _linker, instance, &trap);
            return GuestFailure.FromInstantiation(_module, error, trap);
        }
    }

    /// <summary>Whether the module exports a function of that name.</summary>
    public bool Has(string function) => _functions.ContainsKey(function) || Export(function, FunctionKind) is not null;

    /// <summary>An exported function.</summary>
    /// <exception cref="OperationFailedException">The module exports none of that name.</exception>
    public GuestFunction Function(string name)
    {
        if (!_functions.TryGetValue(name, out var function))
        {
            function = new GuestFunction(this, Export(name, FunctionKind) ?? throw Unusable($"the module exports no function named {name}"));
            _functions.Add(name, function);
        }

        return function;
    }

    /// <summary>Calls an exported function by its name.</summary>
    /// <exception cref="OperationFailedException">It trapped, or there is none of that name.</exception>
    public long Call(string name, params ReadOnlySpan<long> arguments) => Function(name).Call(arguments);

    /// <summary>What functions that a driver provides keep between their calls.</summary>
    public int[] Scratch { get; set; } = [];

    /// <summary>Copies bytes into the memory. Only the low half of an address counts, as for every 32-bit value.</summary>
    public void Write(long address, ReadOnlySpan<byte> bytes) => bytes.CopyTo(Memory[(int)address..]);

    /// <summary>Copies bytes of the memory.</summary>
    /// <exception cref="OperationFailedException">They are not all inside of the memory.</exception>
    public byte[] Read(long address, long length)
    {
        var (at, count) = ((uint)address, (uint)length);
        var memory = Memory;
        return (long)at + count <= memory.Length
            ? memory.Slice((int)at, (int)count).ToArray()
            : throw new OperationFailedException(new OperationFailure(OutcomeKind.WrongOutput, $"the module's output, {count} bytes at {at}, is outside of its memory"));
    }

    /// <summary>Calls <c>_start</c> and returns the exit status.</summary>
    /// <exception cref="OperationFailedException">It trapped, or the module does not export it.</exception>
    public int Start()
    {
        var start = Function("_start");
        var error = Invoke(start.Blob, [], out _, out var trap);
        if (error != 0)
        {
            int status;
            if (Runtime.ErrorExitStatus(error, &status) != 0)
            {
                _ = _module.Engine.Library.TakeMessage(error);
                return status;
            }
        }

        return GuestFailure.FromCall(_module, error, trap) is { } failure ? throw new OperationFailedException(failure) : 0;
    }

    /// <summary>Calls a function by its value.</summary>
    internal long Call(byte[] function, ReadOnlySpan<long> arguments)
    {
        var error = Invoke(function, arguments, out var result, out var trap);
        return error == 0 && trap == 0 ? result : throw new OperationFailedException(GuestFailure.FromCall(_module, error, trap)!);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _module.Host.Guest = null;
        if (_linker != 0)
        {
            Runtime.LinkerDelete(_linker);
        }

        Runtime.StoreDelete(_store);
    }

    /// <summary>The module does not fit its driver.</summary>
    internal static OperationFailedException Unusable(string message) => new(new OperationFailure(OutcomeKind.Rejected, message));

    // What fuel and epochs cost is measured with neither ever ending the workload.
    private void RunWithoutEnd(EngineKnobs knobs)
    {
        if (knobs.HasFlag(EngineKnobs.Fuel) && Runtime.SetFuel(Context, long.MaxValue) is var error && error != 0)
        {
            throw new OperationFailedException(new OperationFailure(OutcomeKind.Rejected, _module.Engine.Library.TakeMessage(error)));
        }

        if (knobs.HasFlag(EngineKnobs.Epochs))
        {
            Runtime.SetEpochDeadline(Context, long.MaxValue);
        }
    }

    private nint Invoke(byte[] function, ReadOnlySpan<long> arguments, out long result, out nint trap)
    {
        // Each value has a slot of 16 bytes, and one slot more than needed takes the result.
        var values = stackalloc long[2 * MostValues];
        for (var i = 0; i < arguments.Length; i++)
        {
            values[2 * i] = arguments[i];
        }

        nint raised = 0;
        nint error;
        UpperHalves.Clear();
        fixed (byte* value = &function[RuntimeFunctions.ExternUnionOffset])
        {
            error = Runtime.FunctionCall(Context, value, values, (nuint)Math.Max(1, arguments.Length), &raised);
        }

        (result, trap) = (values[0], raised);
        return error;
    }

    private byte[]? Export(string name, byte kind)
    {
        var value = GC.AllocateArray<byte>(RuntimeFunctions.ExternBytes, pinned: true);
        var text = Encoding.UTF8.GetBytes(name);
        fixed (byte* instance = _instance, nameText = text, item = value)
        {
            return Runtime.InstanceExport(Context, instance, nameText, (nuint)text.Length, item) != 0 && value[0] == kind ? value : null;
        }
    }
}
