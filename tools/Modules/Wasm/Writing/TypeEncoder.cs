using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Writing;

/// <summary>Appends types and the immediates that are made of several parts, as the binary format encodes them.</summary>
internal static class TypeEncoder
{
    public static void WriteType(this WasmBuffer buffer, WasmType type)
    {
        if (!type.HasShortForm)
        {
            buffer.WriteByte(type.LeadingByte);
        }

        if (type.IsReference)
        {
            buffer.WriteHeapType(type.Heap);
        }
    }

    public static void WriteHeapType(this WasmBuffer buffer, HeapType type) => buffer.WriteSigned(type.Code);

    public static void WriteFieldType(this WasmBuffer buffer, FieldType field)
    {
        if (field.IsPacked)
        {
            buffer.WriteByte(field.PackedByte);
        }
        else
        {
            buffer.WriteType(field.Unpacked);
        }

        buffer.WriteByte(field.IsMutable ? (byte)1 : (byte)0);
    }

    public static void WriteGlobalType(this WasmBuffer buffer, GlobalType global)
    {
        buffer.WriteType(global.Type);
        buffer.WriteByte(global.IsMutable ? (byte)1 : (byte)0);
    }

    public static void WriteBlockType(this WasmBuffer buffer, BlockType type)
    {
        if (type.Result is { } result)
        {
            buffer.WriteType(result);
        }
        else if (type.FunctionType is { } index)
        {
            buffer.WriteSigned(index);
        }
        else
        {
            buffer.WriteByte(TypeByte.EmptyBlock);
        }
    }

    public static void WriteTableType(this WasmBuffer buffer, TableType table)
    {
        buffer.WriteType(table.Element);
        buffer.WriteLimits(table.Limits);
    }

    public static void WriteMemoryType(this WasmBuffer buffer, MemoryType memory)
    {
        var hasPageSize = memory.PageSizeLog2 != MemoryType.StandardPageSizeLog2;
        buffer.WriteLimits(memory.Limits, hasPageSize ? Limits.PageSizeFlag : 0);
        if (hasPageSize)
        {
            buffer.WriteUnsigned(memory.PageSizeLog2);
        }
    }

    public static void WriteMemoryArgument(this WasmBuffer buffer, MemoryArgument argument)
    {
        if (argument.Memory == 0)
        {
            buffer.WriteUnsigned(argument.AlignmentLog2);
        }
        else
        {
            buffer.WriteUnsigned(argument.AlignmentLog2 | MemoryArgument.MemoryIndexFlag);
            buffer.WriteUnsigned(argument.Memory);
        }

        buffer.WriteUnsigned(argument.Offset);
    }

    public static void WriteCatchClause(this WasmBuffer buffer, CatchClause clause)
    {
        buffer.WriteByte((byte)clause.Kind);
        if (clause.HasTag)
        {
            buffer.WriteUnsigned(clause.Tag);
        }

        buffer.WriteUnsigned(clause.Label);
    }

    public static void WriteResumeHandler(this WasmBuffer buffer, ResumeHandler handler)
    {
        buffer.WriteByte(handler.Label is null ? ResumeHandler.ToSwitch : ResumeHandler.ToLabel);
        buffer.WriteUnsigned(handler.Tag);
        if (handler.Label is { } label)
        {
            buffer.WriteUnsigned(label);
        }
    }

    private static void WriteLimits(this WasmBuffer buffer, Limits limits, int moreFlags = 0)
    {
        var flags = moreFlags | (limits.Maximum is null ? 0 : Limits.MaximumFlag) | (limits.IsShared ? Limits.SharedFlag : 0) | (limits.Is64Bit ? Limits.Is64BitFlag : 0);
        buffer.WriteByte((byte)flags);
        buffer.WriteUnsigned(limits.Minimum);
        if (limits.Maximum is { } maximum)
        {
            buffer.WriteUnsigned(maximum);
        }
    }
}
