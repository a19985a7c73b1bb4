namespace CompileBench.Modules.Wasm.Writing;

/// <summary>What a reference points at: one of the abstract heap types, or a type of the module by its index.</summary>
/// <param name="Code">The s33 that encodes it: negative for abstract heap types, the type index otherwise.</param>
public readonly record struct HeapType(int Code)
{
    public static readonly HeapType NoExn = new(-0x0C);
    public static readonly HeapType NoFunc = new(-0x0D);
    public static readonly HeapType NoExtern = new(-0x0E);
    public static readonly HeapType None = new(-0x0F);
    public static readonly HeapType Func = new(-0x10);
    public static readonly HeapType Extern = new(-0x11);
    public static readonly HeapType Any = new(-0x12);
    public static readonly HeapType Eq = new(-0x13);
    public static readonly HeapType I31 = new(-0x14);
    public static readonly HeapType Struct = new(-0x15);
    public static readonly HeapType Array = new(-0x16);
    public static readonly HeapType Exn = new(-0x17);

    /// <summary>Whether this names a type of the module.</summary>
    public bool IsConcrete => Code >= 0;

    /// <summary>The heap type of the module's type with this index.</summary>
    public static HeapType Of(int typeIndex) => new(typeIndex);

    internal void WriteTo(WasmBuffer buffer) => buffer.WriteSigned(Code);
}
