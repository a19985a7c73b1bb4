using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Writing;

/// <content>Blocks, branches and calls.</content>
public sealed partial class InstructionWriter
{
    public InstructionWriter Block(BlockType type = default) => Structured(Opcode.Block, type);

    public InstructionWriter Loop(BlockType type = default) => Structured(Opcode.Loop, type);

    public InstructionWriter If(BlockType type = default) => Structured(Opcode.If, type);

    public InstructionWriter Else() => Op(Opcode.Else);

    public InstructionWriter End() => Op(Opcode.End);

    /// <summary><paramref name="count"/> ends in a row.</summary>
    public InstructionWriter Ends(int count)
    {
        Buffer.WriteRepeated((byte)Opcode.End, count);
        return this;
    }

    public InstructionWriter Br(int label) => Op(Opcode.Br, label);

    public InstructionWriter BrIf(int label) => Op(Opcode.BrIf, label);

    /// <summary>A jump by index to one of the labels, or to the default one.</summary>
    public InstructionWriter BrTable(ReadOnlySpan<int> labels, int otherwise)
    {
        Op(Opcode.BrTable, labels.Length);
        foreach (var label in labels)
        {
            Buffer.WriteUnsigned((uint)label);
        }

        Buffer.WriteUnsigned((uint)otherwise);
        return this;
    }

    /// <summary>A <c>try_table</c>; its labels count from outside it.</summary>
    public InstructionWriter TryTable(BlockType type, params ReadOnlySpan<CatchClause> clauses)
    {
        Structured(Opcode.TryTable, type).Buffer.WriteUnsigned((uint)clauses.Length);
        foreach (var clause in clauses)
        {
            Buffer.WriteCatchClause(clause);
        }

        return this;
    }

    public InstructionWriter Throw(int tag) => Op(Opcode.Throw, tag);

    public InstructionWriter Call(int function) => Op(Opcode.Call, function);

    public InstructionWriter CallIndirect(int type, int table = 0) => Op(Opcode.CallIndirect, type, table);

    /// <summary>Resumes a continuation of this type; the labels of the handlers count from the block around the instruction.</summary>
    public InstructionWriter Resume(int type, params ReadOnlySpan<ResumeHandler> handlers)
    {
        Op(Opcode.Resume, type);
        return Handlers(handlers);
    }

    /// <summary>Resumes a continuation of this type by an exception with the tag.</summary>
    public InstructionWriter ResumeThrow(int type, int tag, params ReadOnlySpan<ResumeHandler> handlers)
    {
        Op(Opcode.ResumeThrow, type, tag);
        return Handlers(handlers);
    }

    /// <summary>Resumes a continuation of this type by an exception that is on the stack.</summary>
    public InstructionWriter ResumeThrowRef(int type, params ReadOnlySpan<ResumeHandler> handlers)
    {
        Op(Opcode.ResumeThrowRef, type);
        return Handlers(handlers);
    }

    private InstructionWriter Handlers(ReadOnlySpan<ResumeHandler> handlers)
    {
        Buffer.WriteUnsigned((uint)handlers.Length);
        foreach (var handler in handlers)
        {
            Buffer.WriteResumeHandler(handler);
        }

        return this;
    }

    private InstructionWriter Structured(Opcode opcode, BlockType type)
    {
        Op(opcode);
        Buffer.WriteBlockType(type);
        return this;
    }
}
