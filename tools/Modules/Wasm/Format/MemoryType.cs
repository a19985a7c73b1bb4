namespace CompileBench.Modules.Wasm.Format;

/// <summary>The type of a linear memory.</summary>
/// <param name="Limits">Its size in pages.</param>
/// <param name="PageSizeLog2">The base-2 logarithm of the size of a page in bytes; 16 except in modules of the proposal custom page sizes.</param>
public readonly record struct MemoryType(Limits Limits, uint PageSizeLog2 = MemoryType.StandardPageSizeLog2)
{
    /// <summary>Pages of 64 KiB.</summary>
    public const uint StandardPageSizeLog2 = 16;

    /// <param name="minimumPages">The initial size in pages of 64 KiB.</param>
    /// <param name="maximumPages">The greatest size; a shared memory must have one.</param>
    /// <param name="isShared">Whether threads may share it.</param>
    /// <param name="is64Bit">Whether its addresses are <c>i64</c>.</param>
    public MemoryType(ulong minimumPages, ulong? maximumPages = null, bool isShared = false, bool is64Bit = false)
        : this(new Limits(minimumPages, maximumPages, isShared, is64Bit))
    {
    }

    /// <summary>The type of an address into it.</summary>
    public WasmType AddressType => Limits.AddressType;
}
