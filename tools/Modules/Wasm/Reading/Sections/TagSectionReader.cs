using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>Reads the tags of exceptions: the index of each tag's function type.</summary>
public ref struct TagSectionReader
{
    private SectionItems _items;

    public TagSectionReader(ByteReader section) => _items = new SectionItems(section, FormatLimits.Tags, "tags");

    public int Current { get; private set; }

    public readonly TagSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        Current = ReadTag(ref _items.Reader);
        return true;
    }

    internal static int ReadTag(ref ByteReader reader)
    {
        if (reader.PeekByte() != 0)
        {
            reader.Throw(WasmDecodeReason.MalformedTagAttribute);
        }

        _ = reader.ReadByte();
        return (int)reader.ReadU32();
    }
}
