namespace CompileBench.Modules.Wasm.Format;

/// <summary>A value type of WebAssembly 3.0: a number, a vector, or a reference.</summary>
public readonly record struct WasmType
{
    public static readonly WasmType I32 = FromByte(TypeByte.I32);
    public static readonly WasmType I64 = FromByte(TypeByte.I64);
    public static readonly WasmType F32 = FromByte(TypeByte.F32);
    public static readonly WasmType F64 = FromByte(TypeByte.F64);
    public static readonly WasmType V128 = FromByte(TypeByte.V128);
    public static readonly WasmType FuncRef = Nullable(HeapType.Func);
    public static readonly WasmType ExternRef = Nullable(HeapType.Extern);
    public static readonly WasmType AnyRef = Nullable(HeapType.Any);
    public static readonly WasmType EqRef = Nullable(HeapType.Eq);
    public static readonly WasmType I31Ref = Nullable(HeapType.I31);
    public static readonly WasmType StructRef = Nullable(HeapType.Struct);
    public static readonly WasmType ArrayRef = Nullable(HeapType.Array);
    public static readonly WasmType ExnRef = Nullable(HeapType.Exn);

    /// <summary>The number and vector types: <c>i32 i64 f32 f64 v128</c>.</summary>
    internal const int PlainCount = 5;

    private const int HeapBits = 40;

    // The byte above, the heap type's 33 bits below: one number, so that types compare as fast as numbers.
    private readonly long _bits;

    private WasmType(byte typeByte, long heap) => _bits = ((long)typeByte << HeapBits) | (heap & ((1L << HeapBits) - 1));

    /// <summary>What a reference points to; without meaning for numbers and vectors.</summary>
    public HeapType Heap => new(_bits << (64 - HeapBits) >> (64 - HeapBits));

    /// <summary>Whether this is a reference type.</summary>
    public bool IsReference => Byte <= TypeByte.Reference;

    /// <summary>Whether a value of this type may be null.</summary>
    public bool IsNullable => Byte == TypeByte.NullableReference;

    /// <summary>Whether a local of this type has a value before it is assigned.</summary>
    public bool IsDefaultable => Byte != TypeByte.Reference;

    /// <summary>Whether this is one of <c>i32 i64 f32 f64</c>.</summary>
    public bool IsNumber => Byte >= TypeByte.F64;

    /// <summary>
    /// Whether the encoding is the heap type alone, as for <c>funcref</c>. The short form of a nullable abstract reference is the only one
    /// that engines without garbage collection read.
    /// </summary>
    internal bool HasShortForm => IsNullable && !Heap.IsConcrete;

    /// <summary>The first byte of the encoding.</summary>
    internal byte LeadingByte => HasShortForm ? (byte)(Heap.Code + 0x80) : Byte;

    /// <summary>The position of a number or vector type in the order <c>i32 i64 f32 f64 v128</c>; without meaning for references.</summary>
    internal int PlainIndex => TypeByte.I32 - Byte;

    private byte Byte => (byte)(_bits >> HeapBits);

    /// <inheritdoc/>
    public bool Equals(WasmType other) => _bits == other._bits;

    /// <inheritdoc/>
    public override int GetHashCode() => _bits.GetHashCode();

    /// <summary>A reference that may be null.</summary>
    public static WasmType Nullable(HeapType heap) => new(TypeByte.NullableReference, heap.Code);

    /// <summary>A reference that is never null.</summary>
    public static WasmType NonNull(HeapType heap) => new(TypeByte.Reference, heap.Code);

    /// <summary>The number or vector type that this byte encodes.</summary>
    internal static WasmType FromByte(byte numberOrVector) => new(numberOrVector, 0);
}
