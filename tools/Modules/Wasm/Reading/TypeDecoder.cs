using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading;

/// <summary>Reads types and the immediates that are made of several parts.</summary>
public static class TypeDecoder
{
    /// <summary>Reads the type of a parameter, result, local or global.</summary>
    public static WasmType ReadValueType(this ref ByteReader reader)
    {
        var start = reader.Position;
        var first = reader.ReadByte();
        if (TypeByte.IsNumberOrVector(first))
        {
            return WasmType.FromByte(first);
        }

        if (!IsReference(first))
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedValueType, UnsupportedProposal.FromTypeByte(first));
        }

        return ReadRestOfReference(first, ref reader);
    }

    /// <summary>Reads the type of a reference, where no other type may stand.</summary>
    public static WasmType ReadReferenceType(this ref ByteReader reader)
    {
        var start = reader.Position;
        var first = reader.ReadByte();
        if (!IsReference(first))
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedReferenceType, UnsupportedProposal.FromTypeByte(first));
        }

        return ReadRestOfReference(first, ref reader);
    }

    /// <summary>Reads a heap type: the index of a type, or a negative number for an abstract one.</summary>
    public static HeapType ReadHeapType(this ref ByteReader reader)
    {
        var start = reader.Position;
        var first = reader.PeekByte();
        if (TypeByte.IsAbstractHeapType(first))
        {
            _ = reader.ReadByte();
            return new HeapType(first - 0x80);
        }

        var index = reader.ReadS33();
        if (index < 0)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedHeapType, UnsupportedProposal.FromTypeByte(first));
        }

        return new HeapType(index);
    }

    /// <summary>Reads the type of a struct's field or an array's elements, mutability included.</summary>
    public static FieldType ReadFieldType(this ref ByteReader reader)
    {
        switch (reader.PeekByte())
        {
            case TypeByte.I8:
                _ = reader.ReadByte();
                return FieldType.I8(reader.ReadMutability());
            case TypeByte.I16:
                _ = reader.ReadByte();
                return FieldType.I16(reader.ReadMutability());
            default:
                return FieldType.FromType(reader.ReadValueType(), reader.ReadMutability());
        }
    }

    /// <summary>Reads the type of a global.</summary>
    public static GlobalType ReadGlobalType(this ref ByteReader reader) => new(reader.ReadValueType(), reader.ReadMutability());

    /// <summary>Reads the type of a table, without the expression that some tables have for their initial elements.</summary>
    public static TableType ReadTableType(this ref ByteReader reader) => new(reader.ReadReferenceType(), reader.ReadLimits(0, out _));

    /// <summary>Reads the type of a memory.</summary>
    public static MemoryType ReadMemoryType(this ref ByteReader reader)
    {
        var limits = reader.ReadLimits(Limits.PageSizeFlag, out var flags);
        return (flags & Limits.PageSizeFlag) != 0 ? new MemoryType(limits, reader.ReadU32()) : new MemoryType(limits);
    }

    /// <summary>Reads the type of a block: empty, one result, or the index of a function type.</summary>
    public static BlockType ReadBlockType(this ref ByteReader reader)
    {
        var first = reader.PeekByte();
        if (first == TypeByte.EmptyBlock)
        {
            _ = reader.ReadByte();
            return BlockType.Empty;
        }

        if (TypeByte.IsNumberOrVector(first) || IsReference(first))
        {
            return BlockType.WithResult(reader.ReadValueType());
        }

        var start = reader.Position;
        var index = reader.ReadS33();
        if (index < 0)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedValueType, UnsupportedProposal.FromTypeByte(first));
        }

        return BlockType.WithFunctionType(index);
    }

    /// <summary>Reads one clause of a <c>try_table</c>.</summary>
    public static CatchClause ReadCatchClause(this ref ByteReader reader)
    {
        var start = reader.Position;
        var kind = (CatchKind)reader.ReadByte();
        if (kind > CatchKind.CatchAllReference)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedCatchKind);
        }

        var tag = kind is CatchKind.Catch or CatchKind.CatchReference ? reader.ReadU32() : 0;
        return new CatchClause(kind, tag, reader.ReadU32());
    }

    /// <summary>Reads one handler of a <c>resume</c>.</summary>
    public static ResumeHandler ReadResumeHandler(this ref ByteReader reader)
    {
        var start = reader.Position;
        var kind = reader.ReadByte();
        if (kind > ResumeHandler.ToSwitch)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedHandlerKind);
        }

        var tag = reader.ReadU32();
        return new ResumeHandler(tag, kind == ResumeHandler.ToLabel ? reader.ReadU32() : null);
    }

    private static bool IsReference(byte first) =>
        TypeByte.IsAbstractHeapType(first) || first is TypeByte.NullableReference or TypeByte.Reference;

    private static WasmType ReadRestOfReference(byte first, ref ByteReader reader) => first switch
    {
        TypeByte.NullableReference => WasmType.Nullable(reader.ReadHeapType()),
        TypeByte.Reference => WasmType.NonNull(reader.ReadHeapType()),
        _ => WasmType.Nullable(new HeapType(first - 0x80)),
    };

    private static bool ReadMutability(this ref ByteReader reader)
    {
        var start = reader.Position;
        var mutability = reader.ReadByte();
        if (mutability > 1)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedMutability);
        }

        return mutability == 1;
    }

    /// <summary>Reads the flags, the minimum and, where the flags say so, the maximum.</summary>
    /// <param name="reader">At the flags.</param>
    /// <param name="moreFlags">Flags that may stand here beside those that tables and memories share.</param>
    /// <param name="flags">The flags.</param>
    private static Limits ReadLimits(this ref ByteReader reader, int moreFlags, out byte flags)
    {
        var knownFlags = Limits.MaximumFlag | Limits.SharedFlag | Limits.Is64BitFlag | moreFlags;
        var start = reader.Position;
        flags = reader.ReadByte();
        if (flags > knownFlags)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedLimitsFlags);
        }

        // The bounds have 64 bits in the format whatever the address type; validation checks whether they fit it.
        var minimum = reader.ReadU64();
        ulong? maximum = (flags & Limits.MaximumFlag) != 0 ? reader.ReadU64() : null;
        return new Limits(minimum, maximum, (flags & Limits.SharedFlag) != 0, (flags & Limits.Is64BitFlag) != 0);
    }
}
