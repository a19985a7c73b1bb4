namespace CompileBench.Modules.Wasm.Format;

/// <summary>What follows an opcode in the bytes. The names say how the operands of an instruction are filled.</summary>
public enum ImmediateKind : byte
{
    None,

    /// <summary>One index or label, an unsigned integer of 32 bits: the first operand.</summary>
    U32,

    /// <summary>Two of them: the first and second operand.</summary>
    TwoU32,

    /// <summary>A data segment: one index, and a data count section must exist.</summary>
    DataIndex,

    /// <summary>A data segment and one more index, in this order; a data count section must exist.</summary>
    DataAndIndex,

    /// <summary>A type and a data segment; a data count section must exist.</summary>
    TypeAndData,

    /// <summary>A signed integer of 32 bits: the first operand.</summary>
    I32,

    /// <summary>A signed integer of 64 bits: the first operand.</summary>
    I64,

    /// <summary>Four bytes of a floating-point number: the first operand.</summary>
    F32,

    /// <summary>Eight bytes of a floating-point number: the first operand.</summary>
    F64,

    /// <summary>Sixteen bytes: the instruction's bytes.</summary>
    SixteenBytes,

    /// <summary>One byte that names a lane: the first operand.</summary>
    Lane,

    /// <summary>Alignment, memory and offset of an access: the first, second and third operand.</summary>
    MemoryAccess,

    /// <summary>Those, and a lane behind them in the instruction's bytes.</summary>
    MemoryAccessAndLane,

    /// <summary>The type of a block: the first operand, as <see cref="BlockType.Code"/>.</summary>
    BlockType,

    /// <summary>A block's type, then the clauses of a <c>try_table</c>: their count is the second operand, their bytes the instruction's.</summary>
    BlockTypeAndCatches,

    /// <summary>The labels of a <c>br_table</c>: their count without the default is the first operand, their bytes with the default the instruction's.</summary>
    Labels,

    /// <summary>The types of a <c>select</c>: their count is the first operand.</summary>
    ValueTypes,

    /// <summary>A heap type, as a signed integer: the first operand.</summary>
    HeapType,

    /// <summary>Flags, a label and two heap types of a branch on a cast: flags are the first operand, the label the second.</summary>
    CastBranch,

    /// <summary>A continuation type, the first operand, and the handlers of a <c>resume</c>: the instruction's bytes, without their count.</summary>
    TypeAndHandlers,

    /// <summary>A continuation type, a tag and handlers: the first and second operand and the instruction's bytes.</summary>
    TypeTagAndHandlers,

    /// <summary>One byte that must be zero.</summary>
    ZeroByte,
}
