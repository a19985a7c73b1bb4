namespace CompileBench.Modules.Wasm.Format;

/// <summary>The initial and the greatest size of a table (in elements) or a memory (in pages).</summary>
/// <param name="Minimum">The initial size.</param>
/// <param name="Maximum">The greatest size; null where the module states none.</param>
/// <param name="IsShared">Whether threads may share it. A shared memory must have a maximum.</param>
/// <param name="Is64Bit">Whether its addresses or indices are <c>i64</c>.</param>
public readonly record struct Limits(ulong Minimum, ulong? Maximum = null, bool IsShared = false, bool Is64Bit = false)
{
    internal const byte MaximumFlag = 1;
    internal const byte SharedFlag = 2;
    internal const byte Is64BitFlag = 4;

    /// <summary>Of a memory: the base-2 logarithm of its page size follows the bounds.</summary>
    internal const byte PageSizeFlag = 8;

    /// <summary>The type of an address or index.</summary>
    public WasmType AddressType => Is64Bit ? WasmType.I64 : WasmType.I32;
}
