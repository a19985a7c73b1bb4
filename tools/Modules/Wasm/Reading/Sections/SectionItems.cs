namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>What the readers of all sections share: a count, then that many items, then the section's end.</summary>
internal ref struct SectionItems
{
    public ByteReader Reader;
    private int _left;

    public SectionItems(ByteReader section, int limit, string what)
    {
        Reader = section;
        Count = Reader.ReadCount(limit, what);
        _left = Count;
    }

    /// <summary>Items the section claims to hold.</summary>
    public int Count { get; }

    /// <summary>Whether another item follows; behind the last, the section must end.</summary>
    public bool MoveNext()
    {
        if (_left-- > 0)
        {
            return true;
        }

        if (!Reader.AtEnd)
        {
            Reader.Throw(WasmDecodeReason.SectionSizeMismatch);
        }

        return false;
    }
}
