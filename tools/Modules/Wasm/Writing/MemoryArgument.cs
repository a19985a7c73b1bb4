namespace CompileBench.Modules.Wasm.Writing;

/// <summary>The immediates of a memory access.</summary>
/// <param name="AlignmentLog2">The promised alignment as a power of two: 2 means 4 bytes. At most the access's own width.</param>
/// <param name="Offset">Bytes added to the address; below 2^32 for a 32-bit memory.</param>
/// <param name="Memory">Which memory; any other than 0 needs several memories.</param>
public readonly record struct MemoryArgument(uint AlignmentLog2, ulong Offset, uint Memory = 0)
{
    private const uint HasMemoryIndex = 0x40;

    internal void WriteTo(WasmBuffer buffer)
    {
        if (Memory == 0)
        {
            buffer.WriteUnsigned(AlignmentLog2);
        }
        else
        {
            buffer.WriteUnsigned(AlignmentLog2 | HasMemoryIndex);
            buffer.WriteUnsigned(Memory);
        }

        buffer.WriteUnsigned(Offset);
    }
}
