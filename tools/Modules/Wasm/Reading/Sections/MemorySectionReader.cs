using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>Reads the types of the memories one by one.</summary>
public ref struct MemorySectionReader
{
    private SectionItems _items;

    public MemorySectionReader(ByteReader section) => _items = new SectionItems(section, FormatLimits.Memories, "memories");

    public MemoryType Current { get; private set; }

    public readonly MemorySectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        Current = _items.Reader.ReadMemoryType();
        return true;
    }
}
