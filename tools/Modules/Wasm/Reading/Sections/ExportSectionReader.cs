using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>One export.</summary>
public readonly ref struct Export
{
    internal Export(ReadOnlySpan<byte> name, ExternalKind kind, int index)
    {
        Name = name;
        Kind = kind;
        Index = index;
    }

    /// <summary>The name, as UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; }

    public ExternalKind Kind { get; }

    /// <summary>Which function, table, ... it shows. It may be out of range: nothing is validated.</summary>
    public int Index { get; }
}

/// <summary>Reads the exports one by one.</summary>
public ref struct ExportSectionReader
{
    private SectionItems _items;

    public ExportSectionReader(ByteReader section) => _items = new SectionItems(section, FormatLimits.Exports, "exports");

    public Export Current { get; private set; }

    public readonly ExportSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        ref var reader = ref _items.Reader;
        var name = reader.ReadName();
        var start = reader.Position;
        var kind = (ExternalKind)reader.ReadByte();
        if (kind > ExternalKind.Tag)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedExportKind);
        }

        Current = new Export(name, kind, (int)reader.ReadU32());
        return true;
    }
}
