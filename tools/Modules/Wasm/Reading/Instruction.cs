using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading;

/// <summary>One decoded instruction. It points into the module's bytes and lives as long as its reader stands on it.</summary>
public readonly ref struct Instruction
{
    internal Instruction(InstructionInfo info, int offset, long first, long second, ulong third, ReadOnlySpan<byte> bytes)
    {
        Info = info;
        Offset = offset;
        First = first;
        Second = second;
        Third = third;
        Bytes = bytes;
    }

    /// <summary>What the table says of it.</summary>
    public InstructionInfo Info { get; }

    /// <summary>Its opcode's offset from the start of the module.</summary>
    public int Offset { get; }

    /// <summary>The first operand, as <see cref="ImmediateKind"/> lays them out; 0 where there is none.</summary>
    public long First { get; }

    /// <summary>The second operand.</summary>
    public long Second { get; }

    /// <summary>The third operand: the offset of a memory access.</summary>
    public ulong Third { get; }

    /// <summary>Operands that are no single number: labels, clauses, lanes, the bytes of a vector.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>The type of a block: the index of a function type, or negative for a single result type or none.</summary>
    /// <remarks>-64 is a block without parameters and results; every other negative number has one result.</remarks>
    public long BlockType => First;
}
