using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>Reads the tables one by one; the result is the type of each.</summary>
public ref struct TableSectionReader
{
    private SectionItems _items;

    public TableSectionReader(ByteReader section) => _items = new SectionItems(section, FormatLimits.Tables, "tables");

    public TableType Current { get; private set; }

    /// <summary>Bytes of the expression that initializes the current table's elements; 0 where it has none.</summary>
    public int ExpressionBytes { get; private set; }

    public readonly TableSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        ref var reader = ref _items.Reader;
        var initialized = reader.PeekByte() == TypeByte.TableWithInitializer;
        if (initialized)
        {
            _ = reader.ReadByte();
            if (reader.PeekByte() != 0)
            {
                reader.Throw(WasmDecodeReason.MalformedTableEncoding);
            }

            _ = reader.ReadByte();
        }

        Current = reader.ReadTableType();
        var start = reader.Position;
        if (initialized)
        {
            _ = ConstantExpression.Read(ref reader);
        }

        ExpressionBytes = reader.Position - start;

        return true;
    }
}
