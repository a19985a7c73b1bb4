namespace CompileBench.Modules.Wasm.Writing;

/// <summary>A table: what it holds, its limits in elements, and whether its indices have 64 bits.</summary>
/// <param name="Element">The type of its elements.</param>
/// <param name="Minimum">Elements at the start, at most 10,000,000 for Wasmtime.</param>
/// <param name="Maximum">The most elements it may grow to.</param>
/// <param name="Is64Bit">Whether its indices are <c>i64</c>.</param>
public readonly record struct TableType(WasmType Element, ulong Minimum, ulong? Maximum = null, bool Is64Bit = false)
{
    /// <summary>The type of an index into it.</summary>
    public WasmType IndexType => Is64Bit ? WasmType.I64 : WasmType.I32;

    internal void WriteTo(WasmBuffer buffer)
    {
        Element.WriteTo(buffer);
        LimitsEncoding.Write(buffer, Minimum, Maximum, isShared: false, Is64Bit);
    }
}
