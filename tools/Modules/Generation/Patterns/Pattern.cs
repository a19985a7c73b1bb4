using System.Collections.Immutable;
using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>
/// An individual of a hunt: a prefix, a motif of an opening and a closing half, a core, a suffix, and what is repeated as the size grows. Every
/// pattern gives a valid module at every size of <see cref="Sizes"/>, whatever its steps are, and the same bytes each time.
/// </summary>
public sealed record Pattern
{
    /// <summary>The most steps of one part.</summary>
    public const int MostSteps = 32;

    /// <summary>The most steps of an opening half that is a whole function.</summary>
    public const int MostFunctionSteps = 2_000;

    /// <summary>The most locals, or globals, of one type that steps share where their number does not grow.</summary>
    public const int MostShared = 64;

    /// <summary>How many types of structs there are where one is used.</summary>
    public const int StructTypes = 16;

    /// <summary>The most values that a repetition hands to the next one.</summary>
    public const int MostCarried = 3;

    /// <summary>The most repetitions inside one unit, where the unit is a function, a call or a table.</summary>
    public const int MostRepeats = 16;

    /// <summary>What is repeated.</summary>
    public required Repetition Repetition { get; init; }

    /// <summary>How many locals of each type steps share, from 1 to <see cref="MostShared"/>.</summary>
    public int Locals { get; init; } = 8;

    /// <summary>How often the motif is repeated inside a unit that is a function, a call or a table, from 1 to <see cref="MostRepeats"/>.</summary>
    public int Repeats { get; init; } = 1;

    /// <summary>Whether every shared local first gets a value of its own that is no constant.</summary>
    public bool Spread { get; init; }

    /// <summary>Whether every shared local is read at the end.</summary>
    public bool Fold { get; init; }

    /// <summary>Where values go that no step takes.</summary>
    public SinkKind Sink { get; init; } = SinkKind.Global;

    /// <summary>Whether the memory has 64-bit addresses.</summary>
    public bool Memory64 { get; init; }

    /// <summary>Whether memory, table and globals are imported, as in a module that a linker meant to share them: where they lie is loaded from the instance.</summary>
    public bool Imported { get; init; }

    /// <summary>The types, by number, of the values that each repetition takes and leaves.</summary>
    public ImmutableArray<int> Carried { get; init; } = [];

    /// <summary>The steps before the motif. Blocks they open stay open around it.</summary>
    public ImmutableArray<PatternStep> Prefix { get; init; } = [];

    /// <summary>The opening half of the motif. Blocks it opens stay open until the closing half.</summary>
    public ImmutableArray<PatternStep> Opening { get; init; } = [];

    /// <summary>The steps between the last opening and the first closing half, or after a sequence.</summary>
    public ImmutableArray<PatternStep> Core { get; init; } = [];

    /// <summary>The closing half of the motif.</summary>
    public ImmutableArray<PatternStep> Closing { get; init; } = [];

    /// <summary>The steps after everything else.</summary>
    public ImmutableArray<PatternStep> Suffix { get; init; } = [];

    /// <summary>All steps in order.</summary>
    public IEnumerable<PatternStep> Steps => [.. Prefix, .. Opening, .. Core, .. Closing, .. Suffix];

    /// <summary>The sizes it can have without passing a limit of Wasmtime's.</summary>
    public SizeRange Sizes => new(1, Repetition switch
    {
        Repetition.Locals => 5_000,
        Repetition.Parameters => FormatLimits.Parameters,
        Repetition.Functions or Repetition.Types => 50_000,
        Repetition.Data => FormatLimits.DataSegments,
        _ => 200_000 / (Opening.Length + Closing.Length + 1),
    });

    /// <summary>Whether accesses take 64-bit addresses. Data segments lie in a memory of 32-bit ones.</summary>
    internal bool HasMemory64 => Memory64 && Repetition != Repetition.Data;

    /// <summary>How many locals of each type there are at a size.</summary>
    internal int LocalsAt(int size) => Repetition == Repetition.Locals ? size : Locals;

    /// <summary>How many globals of each type there are at a size.</summary>
    internal int GlobalsAt(int size) => Repetition == Repetition.Globals ? size : Locals;

    /// <summary>What an engine must support to compile it.</summary>
    public WasmFeatures Features
    {
        get
        {
            var features = HasMemory64 ? WasmFeatures.Memory64 : WasmFeatures.None;
            foreach (var type in Carried.Concat(Steps.SelectMany(s => TypesOf(s))))
            {
                features |= PatternTypes.FeaturesFor(type);
            }

            foreach (var step in Steps)
            {
                features |= step.Kind switch
                {
                    StepKind.Call or StepKind.CallIndirect => CalleeSignature.All[step.Code].Features,
                    StepKind.Block or StepKind.Loop or StepKind.If when step.Code == PatternStep.Through => WasmFeatures.MultiValue,
                    StepKind.Try or StepKind.Throw => WasmFeatures.Exceptions,
                    StepKind.MemoryCopy or StepKind.MemoryFill => WasmFeatures.BulkMemory,
                    >= StepKind.StructNew and <= StepKind.BranchOnCast => PatternTypes.FeaturesFor(PatternTypes.AnyRef),
                    _ => WasmFeatures.None,
                };
            }

            return features;
        }
    }

    /// <summary>Whether Winch can compile it on x86-64.</summary>
    public bool WinchCompiles => (Features & ~WasmFeatures.Winch) == 0;

    /// <summary>The module of this size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is outside <see cref="Sizes"/>.</exception>
    public byte[] Generate(int size)
    {
        using var module = new Wasm.Writing.ModuleAssembler();
        PatternModule.Write(this, size, module);
        return module.ToArray();
    }

    /// <inheritdoc/>
    public bool Equals(Pattern? other) => other is not null && PatternJson.Write(this) == PatternJson.Write(other);

    /// <inheritdoc/>
    public override int GetHashCode() => PatternJson.Write(this).GetHashCode(StringComparison.Ordinal);

    private static IEnumerable<int> TypesOf(PatternStep step) => step.Kind switch
    {
        StepKind.Constant or StepKind.LocalGet or StepKind.LocalSet or StepKind.LocalTee or StepKind.GlobalGet or StepKind.GlobalSet or StepKind.Select => [step.Code],
        StepKind.Block or StepKind.Loop or StepKind.If or StepKind.Try or StepKind.Throw when step.Code >= PatternStep.WithResult => [step.Code - PatternStep.WithResult],
        StepKind.Operator => TypesOf(PatternStep.KnownOperators[(Opcode)step.Code]),
        StepKind.Access => TypesOf(PatternStep.KnownAccesses[(Opcode)step.Code]),
        _ => [],
    };

    private static IEnumerable<int> TypesOf(OperatorRow row) =>
        row.Parameters.Concat(row.Result is { } result ? [result] : []).Select(PatternTypes.NumberOf);
}
