namespace CompileBench.Modules.Wasm.Format;

/// <summary>What a reference points to: an abstract heap type, or a type of the module by its index.</summary>
/// <param name="Code">The signed 33-bit number that encodes it: negative for an abstract heap type, otherwise the index of a type.</param>
public readonly record struct HeapType(long Code)
{
    public static readonly HeapType NoCont = new(-0x0B);
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
    public static readonly HeapType Cont = new(-0x18);

    /// <summary>Whether it is a type of the module.</summary>
    public bool IsConcrete => Code >= 0;

    /// <summary>The index of a concrete heap type among the module's types.</summary>
    public int TypeIndex => checked((int)Code);

    /// <summary>The heap type of the module's type at this index.</summary>
    public static HeapType Concrete(int typeIndex) => new(typeIndex);
}
