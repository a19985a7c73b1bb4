namespace CompileBench.Modules.Wasm.Reading;

/// <summary>What a global holds and whether it may be set; also a field of a struct and the element of an array.</summary>
public readonly record struct GlobalType(WasmValueType Type, bool Mutable)
{
    /// <summary>Reads the type of a global.</summary>
    public static GlobalType Read(ref ByteReader reader) => new(WasmValueType.Read(ref reader), ReadMutability(ref reader));

    /// <summary>Reads the type of a field, which may be packed.</summary>
    public static GlobalType ReadField(ref ByteReader reader) => new(WasmValueType.ReadStorage(ref reader), ReadMutability(ref reader));

    private static bool ReadMutability(ref ByteReader reader)
    {
        var start = reader.Position;
        var mutability = reader.ReadByte();
        if (mutability > 1)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedMutability);
        }

        return mutability == 1;
    }
}
