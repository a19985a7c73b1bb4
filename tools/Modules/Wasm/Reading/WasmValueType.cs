namespace CompileBench.Modules.Wasm.Reading;

/// <summary>The type of a value: a number, a vector, or a reference; in a struct or array also a packed integer.</summary>
/// <param name="Code">The byte that names the type; 0x63 (nullable) or 0x64 for a reference that spells its heap type out.</param>
/// <param name="HeapType">What a spelled-out reference points to: a type's index, or the negative number of an abstract heap type; 0 for other types.</param>
public readonly record struct WasmValueType(byte Code, long HeapType = 0)
{
    internal const byte NullableReference = 0x63;
    internal const byte Reference = 0x64;

    /// <summary>Reads the type of a parameter, result, local or global.</summary>
    public static WasmValueType Read(ref ByteReader reader)
    {
        var start = reader.Position;
        var code = reader.ReadByte();
        if (IsNumberOrVector(code) || IsAbstractReference(code))
        {
            return new WasmValueType(code);
        }

        if (code is NullableReference or Reference)
        {
            return new WasmValueType(code, ReadHeapType(ref reader));
        }

        reader.ThrowAt(start, WasmDecodeReason.MalformedValueType);
        return default;
    }

    /// <summary>Reads the type of a struct's field or an array's element, without its mutability: a value type, <c>i8</c> or <c>i16</c>.</summary>
    public static WasmValueType ReadStorage(ref ByteReader reader)
    {
        if (reader.PeekByte() is 0x77 or 0x78)
        {
            return new WasmValueType(reader.ReadByte());
        }

        return Read(ref reader);
    }

    /// <summary>Reads the type of a reference, where no other type may stand.</summary>
    public static WasmValueType ReadReference(ref ByteReader reader)
    {
        var start = reader.Position;
        var code = reader.ReadByte();
        if (IsAbstractReference(code))
        {
            return new WasmValueType(code);
        }

        if (code is not (NullableReference or Reference))
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedReferenceType);
        }

        return new WasmValueType(code, ReadHeapType(ref reader));
    }

    /// <summary>Reads a heap type: the index of a type, or a negative number for an abstract one.</summary>
    public static long ReadHeapType(ref ByteReader reader)
    {
        var start = reader.Position;
        var code = reader.PeekByte();
        if (IsAbstractReference(code))
        {
            _ = reader.ReadByte();
            return code - 0x80;
        }

        var index = reader.ReadS33();
        if (index < 0)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedHeapType);
        }

        return index;
    }

    internal static bool IsNumberOrVector(byte code) => code is >= 0x7B and <= 0x7F;

    internal static bool IsAbstractReference(byte code) => code is >= 0x69 and <= 0x74;
}
