namespace CompileBench.Modules.Wasm.Writing;

/// <summary>A value type of WebAssembly 3.0: a number, a vector, or a reference that may or may not be null.</summary>
public readonly record struct WasmType
{
    private const byte NullableReference = 0x63;
    private const byte NonNullReference = 0x64;

    public static readonly WasmType I32 = new(0x7F, default);
    public static readonly WasmType I64 = new(0x7E, default);
    public static readonly WasmType F32 = new(0x7D, default);
    public static readonly WasmType F64 = new(0x7C, default);
    public static readonly WasmType V128 = new(0x7B, default);
    public static readonly WasmType FuncRef = Nullable(HeapType.Func);
    public static readonly WasmType ExternRef = Nullable(HeapType.Extern);
    public static readonly WasmType AnyRef = Nullable(HeapType.Any);
    public static readonly WasmType EqRef = Nullable(HeapType.Eq);
    public static readonly WasmType I31Ref = Nullable(HeapType.I31);
    public static readonly WasmType StructRef = Nullable(HeapType.Struct);
    public static readonly WasmType ArrayRef = Nullable(HeapType.Array);
    public static readonly WasmType ExnRef = Nullable(HeapType.Exn);

    // The code above, the heap type below: one number, so that types compare as fast as numbers.
    private readonly long _bits;

    private WasmType(byte code, HeapType heap) => _bits = ((long)code << 32) | (uint)heap.Code;

    /// <summary>What a reference points at; without meaning for numbers and vectors.</summary>
    public HeapType Heap => new((int)_bits);

    /// <summary>Whether this is a reference type.</summary>
    public bool IsReference => Code <= NonNullReference;

    /// <summary>Whether a value of this type may be null.</summary>
    public bool IsNullable => Code == NullableReference;

    /// <summary>Whether a local of this type has a value before it is assigned.</summary>
    public bool IsDefaultable => Code != NonNullReference;

    /// <summary>Whether this is one of <c>i32 i64 f32 f64</c>.</summary>
    public bool IsNumber => Code >= 0x7C;

    /// <summary>The number and vector types: <c>i32 i64 f32 f64 v128</c>.</summary>
    internal const int PlainCount = 5;

    internal byte Code => (byte)(_bits >> 32);

    /// <summary>Which number or vector type this is, in the order <c>i32 i64 f32 f64 v128</c>; without meaning for references.</summary>
    internal int PlainIndex => I32.Code - Code;

    /// <inheritdoc/>
    public bool Equals(WasmType other) => _bits == other._bits;

    /// <inheritdoc/>
    public override int GetHashCode() => _bits.GetHashCode();

    /// <summary>A reference that may be null.</summary>
    public static WasmType Nullable(HeapType heap) => new(NullableReference, heap);

    /// <summary>A reference that is never null.</summary>
    public static WasmType NonNull(HeapType heap) => new(NonNullReference, heap);

    internal void WriteTo(WasmBuffer buffer)
    {
        // The short form of a nullable abstract reference (funcref and so on) is the only one that engines without GC read.
        if (!IsReference)
        {
            buffer.WriteByte(Code);
        }
        else if (IsNullable && !Heap.IsConcrete)
        {
            Heap.WriteTo(buffer);
        }
        else
        {
            buffer.WriteByte(Code);
            Heap.WriteTo(buffer);
        }
    }
}
