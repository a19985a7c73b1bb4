using System.Globalization;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>One number of <see cref="FuzzOptions"/> that users can set by name.</summary>
public sealed record FuzzKnob
{
    private const int MostWeight = 1_000;

    private readonly Func<FuzzOptions, int> _get;
    private readonly Func<FuzzOptions, int, FuzzOptions> _set;

    private FuzzKnob(string name, string description, int least, int most, Func<FuzzOptions, int> get, Func<FuzzOptions, int, FuzzOptions> set)
    {
        Name = name;
        Description = description;
        Range = new SizeRange(least, most);
        _get = get;
        _set = set;
    }

    /// <summary>Every knob: sizes first, then the weights, whose names end in <c>-weight</c>.</summary>
    public static IReadOnlyList<FuzzKnob> All { get; } =
    [
        new("functions", "functions with a body", 1, 10_000, o => o.Functions, (o, n) => o with { Functions = n }),
        new("instructions", "instructions of the largest function", 1, 1_000_000, o => o.Instructions, (o, n) => o with { Instructions = n }),
        new("locals", "largest number of locals of a function", 0, 40_000, o => o.Locals, (o, n) => o with { Locals = n }),
        new("nesting", "deepest nesting of blocks", 0, 10_000, o => o.Nesting, (o, n) => o with { Nesting = n }),
        new("types", "function types", 1, 1_000, o => o.Types, (o, n) => o with { Types = n }),
        new("parameters", "largest number of parameters of a function", 0, 100, o => o.Parameters, (o, n) => o with { Parameters = n }),
        new("results", "largest number of results of a function", 0, 100, o => o.Results, (o, n) => o with { Results = n }),
        new("heap-types", "struct and array types", 1, 1_000, o => o.HeapTypes, (o, n) => o with { HeapTypes = n }),
        new("imports", "the most imports", 0, 1_000, o => o.Imports, (o, n) => o with { Imports = n }),
        new("memories", "memories", 0, FormatLimits.Memories, o => o.Memories, (o, n) => o with { Memories = n }),
        new("tables", "tables", 0, FormatLimits.Tables, o => o.Tables, (o, n) => o with { Tables = n }),
        new("globals", "globals", 0, 10_000, o => o.Globals, (o, n) => o with { Globals = n }),
        new("tags", "exception tags", 0, 1_000, o => o.Tags, (o, n) => o with { Tags = n }),
        new("segments", "data segments, and element segments", 0, 1_000, o => o.Segments, (o, n) => o with { Segments = n }),
        Weight("arithmetic", w => w.Arithmetic, (w, n) => w with { Arithmetic = n }),
        Weight("locals", w => w.Locals, (w, n) => w with { Locals = n }),
        Weight("globals", w => w.Globals, (w, n) => w with { Globals = n }),
        Weight("memory", w => w.Memory, (w, n) => w with { Memory = n }),
        Weight("control", w => w.Control, (w, n) => w with { Control = n }),
        Weight("calls", w => w.Calls, (w, n) => w with { Calls = n }),
        Weight("tables", w => w.Tables, (w, n) => w with { Tables = n }),
        Weight("references", w => w.References, (w, n) => w with { References = n }),
        Weight("gc", w => w.Gc, (w, n) => w with { Gc = n }),
        Weight("exceptions", w => w.Exceptions, (w, n) => w with { Exceptions = n }),
        Weight("simd", w => w.Simd, (w, n) => w with { Simd = n }),
        Weight("atomics", w => w.Atomics, (w, n) => w with { Atomics = n }),
    ];

    /// <summary>The kebab-case name.</summary>
    public string Name { get; }

    /// <summary>What the number counts.</summary>
    public string Description { get; }

    /// <summary>The values it can have.</summary>
    public SizeRange Range { get; }

    /// <summary>The number in these options.</summary>
    public int Get(FuzzOptions options) => _get(options);

    /// <summary>Returns the options with another number.</summary>
    /// <exception cref="FormatException">The number is out of range, which the message states.</exception>
    public FuzzOptions Set(FuzzOptions options, int value) =>
        Fault(value) is { } fault ? throw new FormatException(fault) : _set(options, value);

    /// <summary>Says in one line that a number is out of range, or null when it is not.</summary>
    internal string? Fault(int value) => Range.Contains(value)
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{Name} must be {Range} ({Description}), not {value:N0}");

    private static FuzzKnob Weight(string kind, Func<FuzzWeights, int> get, Func<FuzzWeights, int, FuzzWeights> set) => new(
        $"{kind}-weight",
        $"how often {kind} instructions are chosen",
        0,
        MostWeight,
        options => get(options.Weights),
        (options, value) => options with { Weights = set(options.Weights, value) });
}
