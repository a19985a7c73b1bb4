using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>Reads the tables one by one; the result is the type of each.</summary>
public ref struct TableSectionReader
{
    private SectionItems _items;

    public TableSectionReader(ByteReader section) => _items = new SectionItems(section, FormatLimits.Tables, "tables");

    public TableType Current { get; private set; }

    public readonly TableSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        ref var reader = ref _items.Reader;
        var initialised = reader.PeekByte() == TypeByte.TableWithInitializer;
        if (initialised)
        {
            _ = reader.ReadByte();
            if (reader.PeekByte() != 0)
            {
                reader.Throw(WasmDecodeReason.MalformedTableEncoding);
            }

            _ = reader.ReadByte();
        }

        Current = reader.ReadTableType();
        if (initialised)
        {
            _ = ConstantExpression.Read(ref reader);
        }

        return true;
    }
}
