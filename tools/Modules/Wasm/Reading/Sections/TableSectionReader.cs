using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>Reads the tables one by one; the result is the type of each.</summary>
public ref struct TableSectionReader
{
    private SectionItems _items;

    public TableSectionReader(ByteReader section) => _items = new SectionItems(section, FormatLimits.Tables, "tables");

    public TableType Current { get; private set; }

    /// <summary>The expression that initializes the current table's elements; of no bytes where it has none.</summary>
    public ConstantExpressions Expressions { get; private set; }

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
        Expressions = default;
        if (initialized)
        {
            _ = ConstantExpression.Read(ref reader, out var expression);
            Expressions = expression;
        }

        return true;
    }
}
