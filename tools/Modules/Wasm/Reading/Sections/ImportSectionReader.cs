using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>One import.</summary>
public readonly ref struct Import
{
    internal Import(ReadOnlySpan<byte> module, ReadOnlySpan<byte> field, ExternalKind kind, int typeIndex)
    {
        ModuleName = module;
        FieldName = field;
        Kind = kind;
        TypeIndex = typeIndex;
    }

    /// <summary>The first of the two names, as UTF-8.</summary>
    public ReadOnlySpan<byte> ModuleName { get; }

    /// <summary>The second of the two names, as UTF-8.</summary>
    public ReadOnlySpan<byte> FieldName { get; }

    public ExternalKind Kind { get; }

    /// <summary>The type of an imported function or tag, else -1. It may be out of range: nothing here is validated.</summary>
    public int TypeIndex { get; }
}

/// <summary>Reads the imports one by one.</summary>
public ref struct ImportSectionReader
{
    private SectionItems _items;

    public ImportSectionReader(ByteReader section) => _items = new SectionItems(section, FormatLimits.Imports, "imports");

    public Import Current { get; private set; }

    public readonly ImportSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        ref var reader = ref _items.Reader;
        var module = reader.ReadName();
        var field = reader.ReadName();
        var start = reader.Position;
        var typeIndex = -1;
        var kind = (ExternalKind)reader.ReadByte();
        switch (kind)
        {
            case ExternalKind.Function:
                typeIndex = (int)reader.ReadU32();
                break;
            case ExternalKind.Table:
                _ = reader.ReadTableType();
                break;
            case ExternalKind.Memory:
                _ = reader.ReadMemoryType();
                break;
            case ExternalKind.Global:
                _ = reader.ReadGlobalType();
                break;
            case ExternalKind.Tag:
                typeIndex = TagSectionReader.ReadTag(ref reader);
                break;
            default:
                reader.ThrowAt(start, WasmDecodeReason.MalformedImportKind, UnsupportedProposal.FromImportKind((byte)kind));
                break;
        }

        Current = new Import(module, field, kind, typeIndex);
        return true;
    }
}
