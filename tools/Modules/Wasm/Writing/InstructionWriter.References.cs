using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Writing;

/// <content>References, structs, arrays, casts and the vector operators with immediates.</content>
public sealed partial class InstructionWriter
{
    /// <summary>An operator whose immediate is a heap type: <c>ref.null</c>, <c>ref.test</c>, <c>ref.cast</c>.</summary>
    public InstructionWriter Op(Opcode opcode, HeapType type)
    {
        Op(opcode).Buffer.WriteHeapType(type);
        return this;
    }

    public InstructionWriter RefNull(HeapType type) => Op(Opcode.RefNull, type);

    public InstructionWriter RefFunc(int function) => Op(Opcode.RefFunc, function);

    /// <summary>Tests or casts against a reference type, which decides whether null passes.</summary>
    public InstructionWriter RefCast(WasmType target) =>
        Op(target.IsNullable ? Opcode.RefCastNull : Opcode.RefCast, target.Heap);

    /// <summary>Tests a value against a reference type.</summary>
    public InstructionWriter RefTest(WasmType target) =>
        Op(target.IsNullable ? Opcode.RefTestNull : Opcode.RefTest, target.Heap);

    /// <summary><c>br_on_cast</c> or <c>br_on_cast_fail</c> from one reference type to a subtype of it.</summary>
    public InstructionWriter BranchOnCast(Opcode opcode, int label, WasmType source, WasmType target)
    {
        Op(opcode).Buffer.WriteByte((byte)((source.IsNullable ? 1 : 0) | (target.IsNullable ? 2 : 0)));
        Buffer.WriteUnsigned((uint)label);
        Buffer.WriteHeapType(source.Heap);
        Buffer.WriteHeapType(target.Heap);
        return this;
    }

    /// <summary>A <c>select</c> that names its type, as references need.</summary>
    public InstructionWriter Select(WasmType type)
    {
        Op(Opcode.SelectTyped, 1).Buffer.WriteType(type);
        return this;
    }

    /// <summary>A vector operator with one lane index.</summary>
    public InstructionWriter Lane(Opcode opcode, byte lane)
    {
        Op(opcode).Buffer.WriteByte(lane);
        return this;
    }

    /// <summary>Picks 16 of the 32 bytes of two vectors; each index is below 32.</summary>
    public InstructionWriter Shuffle(ReadOnlySpan<byte> sixteenLanes)
    {
        Op(Opcode.I8x16Shuffle).Buffer.WriteBytes(sixteenLanes);
        return this;
    }
}
