using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>
/// The sizes of fuzz modules, their features, and how often they use each. Options and seed together determine every
/// byte. <see cref="FuzzKnob.All"/> lists every number here with its range, for command lines and messages.
/// </summary>
public sealed record FuzzOptions
{
    /// <summary>The largest number of instructions of a module: functions times instructions per function.</summary>
    public const long MostInstructions = 50_000_000;

    /// <summary>WebAssembly 2.0, in modules of a dozen functions of medium size.</summary>
    public static FuzzOptions Default { get; } = new();

    /// <summary>Every feature of WebAssembly 3.0, and threads.</summary>
    public static FuzzOptions Everything { get; } = new() { Features = WasmFeatures.All, Memories = 3, Tables = 4 };

    /// <summary>Only what Winch compiles on x86-64.</summary>
    public static FuzzOptions WinchFriendly { get; } = new() { Features = WasmFeatures.Winch };

    /// <summary>
    /// The features that modules may use, together with those that they are built on. Without <see cref="WasmFeatures.MultiMemory"/>
    /// there is one memory at most, and so on.
    /// </summary>
    public WasmFeatures Features { get; init; } = WasmFeatures.Version2;

    /// <summary>Functions with a body.</summary>
    public int Functions { get; init; } = 12;

    /// <summary>The approximate number of instructions of the largest function. Each function has between half of it and all of it.</summary>
    public int Instructions { get; init; } = 200;

    /// <summary>The largest number of locals of a function, without parameters. Each function draws its own number.</summary>
    public int Locals { get; init; } = 16;

    /// <summary>The deepest nesting of blocks; 0 for straight-line code.</summary>
    public int Nesting { get; init; } = 8;

    /// <summary>Function types.</summary>
    public int Types { get; init; } = 12;

    /// <summary>The largest number of parameters of a function type.</summary>
    public int Parameters { get; init; } = 6;

    /// <summary>The largest number of results of a function type; more than one needs <see cref="WasmFeatures.MultiValue"/>.</summary>
    public int Results { get; init; } = 3;

    /// <summary>Struct and array types, with <see cref="WasmFeatures.Gc"/>.</summary>
    public int HeapTypes { get; init; } = 10;

    /// <summary>The largest number of imported functions, and of imported globals.</summary>
    public int Imports { get; init; } = 4;

    /// <summary>Memories; more than one needs <see cref="WasmFeatures.MultiMemory"/>.</summary>
    public int Memories { get; init; } = 1;

    /// <summary>Tables; more than one needs <see cref="WasmFeatures.ReferenceTypes"/>.</summary>
    public int Tables { get; init; } = 2;

    /// <summary>Globals.</summary>
    public int Globals { get; init; } = 12;

    /// <summary>Exception tags, with <see cref="WasmFeatures.Exceptions"/>.</summary>
    public int Tags { get; init; } = 3;

    /// <summary>Data segments, and the same number of element segments in addition to the one that fills the first table.</summary>
    public int Segments { get; init; } = 3;

    /// <summary>How often the kinds of instructions are chosen.</summary>
    public FuzzWeights Weights { get; init; } = FuzzWeights.Balanced;

    /// <summary>Says in one line what is out of range, or null when nothing is.</summary>
    public string? Fault()
    {
        foreach (var knob in FuzzKnob.All)
        {
            if (knob.Fault(knob.Get(this)) is { } fault)
            {
                return fault;
            }
        }

        if ((Features & ~WasmFeatures.All) != 0)
        {
            return $"features have an unknown bit: {(int)Features}";
        }

        return (long)Functions * Instructions > MostInstructions
            ? $"functions times instructions must be at most {MostInstructions:N0}, not {(long)Functions * Instructions:N0}"
            : null;
    }
}
