using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>An operator of a fixed type. Memory accesses take an address first.</summary>
internal sealed record OperatorRow
{
    private const char Address = 'a';

    private OperatorRow(Opcode opcode, string signature)
    {
        var colon = signature.IndexOf(':', StringComparison.Ordinal);
        Opcode = opcode;
        TakesAddress = signature[0] == Address;
        Parameters = [.. signature[(TakesAddress ? 1 : 0)..colon].Select(TypeOf)];
        Result = colon + 1 < signature.Length ? TypeOf(signature[colon + 1]) : null;
    }

    public Opcode Opcode { get; }

    /// <summary>The operands after the address.</summary>
    public WasmType[] Parameters { get; }

    public WasmType? Result { get; }

    public bool TakesAddress { get; }

    /// <summary>The largest alignment that is allowed, as a power of two.</summary>
    public int AlignmentLog2 { get; private init; }

    /// <summary>Whether smaller alignments are forbidden, as for atomic accesses.</summary>
    public bool AlignmentIsExact { get; private init; }

    /// <summary>The number of lanes if the operator has a lane index, otherwise 0.</summary>
    public int Lanes { get; private init; }

    /// <summary>Operators with consecutive opcodes and the same type: <c>i l f d v</c> for the five value types.</summary>
    public static IEnumerable<OperatorRow> Run(int first, int last, string signature, int lanes = 0) =>
        from code in Enumerable.Range(first, last - first + 1)
        select new OperatorRow((Opcode)code, signature) { Lanes = lanes };

    /// <summary>Memory accesses of the same width, with <c>a</c> for the address.</summary>
    public static IEnumerable<OperatorRow> Access(int first, int last, string signature, int alignmentLog2, bool exact = false, int lanes = 0) =>
        from code in Enumerable.Range(first, last - first + 1)
        select new OperatorRow((Opcode)code, signature) { AlignmentLog2 = alignmentLog2, AlignmentIsExact = exact, Lanes = lanes };

    private static WasmType TypeOf(char letter) => letter switch
    {
        'i' => WasmType.I32,
        'l' => WasmType.I64,
        'f' => WasmType.F32,
        'd' => WasmType.F64,
        'v' => WasmType.V128,
        _ => throw new InvalidOperationException($"no value type is written '{letter}'"),
    };
}
