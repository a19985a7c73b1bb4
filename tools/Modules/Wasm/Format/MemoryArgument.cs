namespace CompileBench.Modules.Wasm.Format;

/// <summary>The immediates of a memory access.</summary>
/// <param name="AlignmentLog2">The stated alignment as a power of two: 2 means 4 bytes. At most the width of the access.</param>
/// <param name="Offset">Bytes added to the address; below 2^32 for a memory with 32-bit addresses.</param>
/// <param name="Memory">The index of the memory; an index other than 0 needs the multi-memory feature.</param>
public readonly record struct MemoryArgument(uint AlignmentLog2, ulong Offset, uint Memory = 0)
{
    /// <summary>Added to the alignment where the index of a memory follows.</summary>
    internal const uint MemoryIndexFlag = 0x40;
}
