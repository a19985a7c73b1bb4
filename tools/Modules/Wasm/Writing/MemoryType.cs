namespace CompileBench.Modules.Wasm.Writing;

/// <summary>A linear memory: its limits in pages of 64 KiB, whether threads share it, and whether its addresses have 64 bits.</summary>
/// <param name="MinimumPages">Pages at the start.</param>
/// <param name="MaximumPages">The most pages it may grow to; a shared memory must have one.</param>
/// <param name="IsShared">Whether several threads may use it.</param>
/// <param name="Is64Bit">Whether its addresses are <c>i64</c>.</param>
public readonly record struct MemoryType(ulong MinimumPages, ulong? MaximumPages = null, bool IsShared = false, bool Is64Bit = false)
{
    /// <summary>The type of an address into it.</summary>
    public WasmType AddressType => Is64Bit ? WasmType.I64 : WasmType.I32;

    internal void WriteTo(WasmBuffer buffer) => LimitsEncoding.Write(buffer, MinimumPages, MaximumPages, IsShared, Is64Bit);
}
