namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>Reads the tables one by one; what comes back is how large each is.</summary>
public ref struct TableSectionReader
{
    private const byte WithInitialiser = 0x40;

    private SectionItems _items;

    public TableSectionReader(ByteReader section) => _items = new SectionItems(section, DecodeLimits.Tables, "tables");

    public Limits Current { get; private set; }

    public readonly TableSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        ref var reader = ref _items.Reader;
        var initialised = reader.PeekByte() == WithInitialiser;
        if (initialised)
        {
            _ = reader.ReadByte();
            if (reader.PeekByte() != 0)
            {
                reader.Throw(WasmDecodeReason.MalformedTableEncoding);
            }

            _ = reader.ReadByte();
        }

        _ = WasmValueType.ReadReference(ref reader);
        Current = Limits.Read(ref reader);
        if (initialised)
        {
            _ = ConstantExpression.Read(ref reader);
        }

        return true;
    }
}
