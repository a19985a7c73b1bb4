namespace CompileBench.Modules.Wasm.Writing;

/// <summary>A field of a struct or the elements of an array: a value type or a packed integer, mutable or not.</summary>
public readonly record struct FieldType
{
    private const byte PackedI8 = 0x78;
    private const byte PackedI16 = 0x77;

    private readonly byte _packed;

    private FieldType(WasmType unpacked, byte packed, bool mutable)
    {
        Unpacked = unpacked;
        _packed = packed;
        IsMutable = mutable;
    }

    /// <summary>The type of the field's value on the operand stack.</summary>
    public WasmType Unpacked { get; }

    /// <summary>Whether the field is an <c>i8</c> or <c>i16</c>, read with a signed or unsigned getter.</summary>
    public bool IsPacked => _packed != 0;

    /// <summary>Whether the field can be set after creation.</summary>
    public bool IsMutable { get; }

    /// <summary>A field that holds a value of this type.</summary>
    public static FieldType Of(WasmType type, bool mutable = true) => new(type, 0, mutable);

    /// <summary>A field of eight bits.</summary>
    public static FieldType I8(bool mutable = true) => new(WasmType.I32, PackedI8, mutable);

    /// <summary>A field of sixteen bits.</summary>
    public static FieldType I16(bool mutable = true) => new(WasmType.I32, PackedI16, mutable);

    internal void WriteTo(WasmBuffer buffer)
    {
        if (IsPacked)
        {
            buffer.WriteByte(_packed);
        }
        else
        {
            Unpacked.WriteTo(buffer);
        }

        buffer.WriteByte(IsMutable ? (byte)1 : (byte)0);
    }
}
