using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Writing;

/// <summary>
/// Writes operators one after another into a buffer; every method returns the writer so that code reads like the text format.
/// It does not check types or nesting: what a caller writes is what the module holds.
/// </summary>
public sealed partial class InstructionWriter
{
    internal InstructionWriter(WasmBuffer buffer) => Buffer = buffer;

    internal WasmBuffer Buffer { get; }

    /// <summary>An operator without immediates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public InstructionWriter Op(Opcode opcode)
    {
        if ((int)opcode <= byte.MaxValue)
        {
            Buffer.WriteByte((byte)opcode);
        }
        else
        {
            var (prefix, number) = opcode.Split();
            Buffer.WriteByte(prefix);
            Buffer.WriteUnsigned(number);
        }

        return this;
    }

    /// <summary>An operator with one index as its immediate: of a local, global, label, function, type, table, ...</summary>
    public InstructionWriter Op(Opcode opcode, int index)
    {
        Op(opcode).Buffer.WriteUnsigned((uint)index);
        return this;
    }

    /// <summary>An operator with two indices, in the order of the binary format.</summary>
    public InstructionWriter Op(Opcode opcode, int first, int second)
    {
        Op(opcode, first).Buffer.WriteUnsigned((uint)second);
        return this;
    }

    public InstructionWriter LocalGet(int index) => Op(Opcode.LocalGet, index);

    public InstructionWriter LocalSet(int index) => Op(Opcode.LocalSet, index);

    public InstructionWriter LocalTee(int index) => Op(Opcode.LocalTee, index);

    public InstructionWriter GlobalGet(int index) => Op(Opcode.GlobalGet, index);

    public InstructionWriter GlobalSet(int index) => Op(Opcode.GlobalSet, index);

    public InstructionWriter Drop() => Op(Opcode.Drop);

    public InstructionWriter I32Const(int value)
    {
        Op(Opcode.I32Const).Buffer.WriteSigned(value);
        return this;
    }

    public InstructionWriter I64Const(long value)
    {
        Op(Opcode.I64Const).Buffer.WriteSigned(value);
        return this;
    }

    /// <summary>A 32-bit float by its bits, so that no conversion can change them.</summary>
    public InstructionWriter F32Const(uint bits)
    {
        Op(Opcode.F32Const).Buffer.WriteFixed32(bits);
        return this;
    }

    /// <summary>A 64-bit float by its bits, so that no conversion can change them.</summary>
    public InstructionWriter F64Const(ulong bits)
    {
        Op(Opcode.F64Const).Buffer.WriteFixed64(bits);
        return this;
    }

    /// <summary>A vector by its two halves.</summary>
    public InstructionWriter V128Const(ulong low, ulong high)
    {
        Op(Opcode.V128Const).Buffer.WriteFixed64(low);
        Buffer.WriteFixed64(high);
        return this;
    }

    /// <summary>A load, store or atomic access.</summary>
    public InstructionWriter Access(Opcode opcode, MemoryArgument argument)
    {
        Op(opcode).Buffer.WriteMemoryArgument(argument);
        return this;
    }

    /// <summary>An access to memory 0 with no promise about alignment beyond <paramref name="alignmentLog2"/>.</summary>
    public InstructionWriter Access(Opcode opcode, uint alignmentLog2, uint offset) =>
        Access(opcode, new MemoryArgument(alignmentLog2, offset));
}
