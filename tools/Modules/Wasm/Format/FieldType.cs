namespace CompileBench.Modules.Wasm.Format;

/// <summary>The type of a struct's field or an array's elements: a value type or a packed integer, mutable or not.</summary>
public readonly record struct FieldType
{
    private FieldType(WasmType unpacked, byte packedByte, bool isMutable)
    {
        Unpacked = unpacked;
        PackedByte = packedByte;
        IsMutable = isMutable;
    }

    /// <summary>The type of the field's value on the operand stack.</summary>
    public WasmType Unpacked { get; }

    /// <summary>Whether the field is an <c>i8</c> or <c>i16</c>, which a signed or an unsigned getter reads.</summary>
    public bool IsPacked => PackedByte != 0;

    /// <summary>Whether the field can be set after its object is created.</summary>
    public bool IsMutable { get; }

    /// <summary>The byte of the packed type, or 0 where the field is not packed.</summary>
    internal byte PackedByte { get; }

    /// <summary>A field that holds a value of this type.</summary>
    public static FieldType FromType(WasmType type, bool mutable = true) => new(type, 0, mutable);

    /// <summary>A field of 8 bits.</summary>
    public static FieldType I8(bool mutable = true) => new(WasmType.I32, TypeByte.I8, mutable);

    /// <summary>A field of 16 bits.</summary>
    public static FieldType I16(bool mutable = true) => new(WasmType.I32, TypeByte.I16, mutable);
}
