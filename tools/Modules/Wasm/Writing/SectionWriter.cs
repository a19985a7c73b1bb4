using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Writing;

/// <summary>One section while it is written: its entries, and how many there are.</summary>
internal sealed class SectionWriter : IDisposable
{
    private readonly bool _hasCount;

    public SectionWriter(SectionId section)
    {
        Section = section;
        _hasCount = section is not (SectionId.Start or SectionId.DataCount);
        Buffer = new WasmBuffer(section == SectionId.Code ? 64 * 1024 : 1024);
    }

    public SectionId Section { get; }

    public WasmBuffer Buffer { get; }

    public int Count { get; private set; }

    /// <summary>Bytes of the whole section, its number and size included.</summary>
    public long Length => 1 + WasmBuffer.UnsignedLength((uint)ContentLength) + ContentLength;

    private int ContentLength => Buffer.Length + (_hasCount ? WasmBuffer.UnsignedLength((uint)Count) : 0);

    /// <summary>Where the next entry goes.</summary>
    public WasmBuffer Add()
    {
        Count++;
        return Buffer;
    }

    /// <summary>Writes the section's number, size and count; its entries, <see cref="Buffer"/>, follow.</summary>
    public void WriteHeader(WasmBuffer header)
    {
        header.WriteByte((byte)Section);
        header.WriteUnsigned((uint)ContentLength);
        if (_hasCount)
        {
            header.WriteUnsigned((uint)Count);
        }
    }

    public void Dispose() => Buffer.Dispose();
}
