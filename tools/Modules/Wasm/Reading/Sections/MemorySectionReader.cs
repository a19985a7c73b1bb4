namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>Reads how large each memory is.</summary>
public ref struct MemorySectionReader
{
    private SectionItems _items;

    public MemorySectionReader(ByteReader section) => _items = new SectionItems(section, DecodeLimits.Memories, "memories");

    public Limits Current { get; private set; }

    public readonly MemorySectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        Current = Limits.Read(ref _items.Reader);
        return true;
    }
}
