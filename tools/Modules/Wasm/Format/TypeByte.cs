namespace CompileBench.Modules.Wasm.Format;

/// <summary>The bytes that begin types in the binary format.</summary>
internal static class TypeByte
{
    public const byte I32 = 0x7F;
    public const byte I64 = 0x7E;
    public const byte F32 = 0x7D;
    public const byte F64 = 0x7C;
    public const byte V128 = 0x7B;
    public const byte I8 = 0x78;
    public const byte I16 = 0x77;

    /// <summary>A reference that may be null; its heap type follows.</summary>
    public const byte NullableReference = 0x63;

    /// <summary>A reference that is never null; its heap type follows.</summary>
    public const byte Reference = 0x64;

    /// <summary>A block without parameters and results.</summary>
    public const byte EmptyBlock = 0x40;

    /// <summary>A table with an expression for its initial elements; a zero byte follows.</summary>
    public const byte TableWithInitializer = 0x40;

    public const byte Function = 0x60;
    public const byte Struct = 0x5F;
    public const byte Array = 0x5E;
    public const byte Continuation = 0x5D;

    /// <summary>A type that other types may extend.</summary>
    public const byte Subtype = 0x50;

    /// <summary>A type that no other type may extend.</summary>
    public const byte FinalSubtype = 0x4F;

    public const byte RecursionGroup = 0x4E;

    public static bool IsNumberOrVector(byte value) => value is >= V128 and <= I32;

    /// <summary>Whether the byte is an abstract heap type, which is also the short form of a nullable reference to it.</summary>
    public static bool IsAbstractHeapType(byte value) => value is >= 0x68 and <= 0x75;
}
