using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>Reads the function bodies one by one, each as a region that has not been looked into yet.</summary>
public ref struct CodeSectionReader
{
    private readonly bool _hasDataCount;
    private SectionItems _items;
    private int _index;

    /// <param name="section">The section's contents.</param>
    /// <param name="hasDataCount">Whether a data count section was seen.</param>
    public CodeSectionReader(ByteReader section, bool hasDataCount)
    {
        _items = new SectionItems(section, FormatLimits.Functions, "function bodies");
        _hasDataCount = hasDataCount;
        _index = -1;
    }

    /// <summary>Bodies the section claims to hold.</summary>
    public readonly int Count => _items.Count;

    public FunctionBody Current { get; private set; }

    public readonly CodeSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        ref var reader = ref _items.Reader;
        var size = reader.ReadCount(FormatLimits.BodyBytes, "bytes in a function body");
        Current = new FunctionBody(++_index, reader.ReadRegion((uint)size, SectionId.Code), _hasDataCount);
        return true;
    }
}
