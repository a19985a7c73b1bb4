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

/// <summary>Reads the imports one by one. Those of a compact group are imports like any other.</summary>
public ref struct ImportSectionReader
{
    private SectionItems _items;
    private ReadOnlySpan<byte> _module;
    private bool _sharesType;
    private ExternalKind _kind;
    private int _typeIndex;
    private int _leftInGroup;
    private int _imports;

    public ImportSectionReader(ByteReader section) => _items = new SectionItems(section, FormatLimits.Imports, "imports");

    public Import Current { get; private set; }

    public readonly ImportSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_leftInGroup == 0)
        {
            if (!_items.MoveNext())
            {
                return false;
            }

            if (!BeginsGroup())
            {
                return true;
            }
        }

        _leftInGroup--;
        var field = _items.Reader.ReadName();
        if (!_sharesType)
        {
            ReadType(_items.Reader.ReadByte());
        }

        Yield(field);
        return true;
    }

    /// <summary>Reads an entry of the section: the beginning of a group, or a whole import.</summary>
    private bool BeginsGroup()
    {
        ref var reader = ref _items.Reader;
        _module = reader.ReadName();
        var field = reader.ReadName();
        var kind = reader.ReadByte();
        if (!field.IsEmpty || kind is not (CompactImport.SharedModule or CompactImport.SharedModuleAndType))
        {
            ReadType(kind);
            Yield(field);
            return false;
        }

        _sharesType = kind == CompactImport.SharedModuleAndType;
        if (_sharesType)
        {
            ReadType(reader.ReadByte());
        }

        _leftInGroup = reader.ReadCount(FormatLimits.Imports, "imports of a group");
        return true;
    }

    private void Yield(ReadOnlySpan<byte> field)
    {
        if (++_imports > FormatLimits.Imports)
        {
            _items.Reader.Throw(WasmDecodeReason.LimitExceeded);
        }

        Current = new Import(_module, field, _kind, _typeIndex);
    }

    /// <summary>Reads what is imported behind its kind.</summary>
    private void ReadType(byte kind)
    {
        ref var reader = ref _items.Reader;
        _typeIndex = -1;
        _kind = (ExternalKind)kind;
        switch (_kind)
        {
            case ExternalKind.Function:
                _typeIndex = (int)reader.ReadU32();
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
                _typeIndex = TagSectionReader.ReadTag(ref reader);
                break;
            default:
                reader.ThrowAt(reader.Position - 1, WasmDecodeReason.MalformedImportKind, UnsupportedProposal.FromImportKind(kind));
                break;
        }
    }
}
