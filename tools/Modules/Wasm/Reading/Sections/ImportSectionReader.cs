using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>One import.</summary>
public readonly ref struct Import
{
    internal Import(ReadOnlySpan<byte> module, ReadOnlySpan<byte> field, ExternalKind kind, int typeIndex, ReadOnlySpan<byte> descriptor, bool isOfGroup)
    {
        ModuleName = module;
        FieldName = field;
        Kind = kind;
        TypeIndex = typeIndex;
        Descriptor = descriptor;
        IsOfGroup = isOfGroup;
    }

    /// <summary>The first of the two names, as UTF-8.</summary>
    public ReadOnlySpan<byte> ModuleName { get; }

    /// <summary>The second of the two names, as UTF-8.</summary>
    public ReadOnlySpan<byte> FieldName { get; }

    public ExternalKind Kind { get; }

    /// <summary>The type of an imported function or tag, else -1. It may be out of range: nothing here is validated.</summary>
    public int TypeIndex { get; }

    /// <summary>The bytes of the kind and of what is imported. Those of a group may share them.</summary>
    internal ReadOnlySpan<byte> Descriptor { get; }

    /// <summary>Whether it is a memory of 64-bit addresses.</summary>
    internal bool IsMemory64 => Kind == ExternalKind.Memory && Descriptor.Length > 1 && (Descriptor[1] & Limits.Is64BitFlag) != 0;

    /// <summary>Whether it stands in a group of the proposal compact imports.</summary>
    internal bool IsOfGroup { get; }
}

/// <summary>Reads the imports one by one. Those of a compact group are imports like any other.</summary>
public ref struct ImportSectionReader
{
    private SectionItems _items;
    private ReadOnlySpan<byte> _module;
    private bool _sharesType;
    private ExternalKind _kind;
    private int _typeIndex;
    private ReadOnlySpan<byte> _descriptor;
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
            ReadDescriptor();
        }

        Yield(field, isOfGroup: true);
        return true;
    }

    /// <summary>Reads an entry of the section: the beginning of a group, or a whole import.</summary>
    private bool BeginsGroup()
    {
        ref var reader = ref _items.Reader;
        _module = reader.ReadName();
        var field = reader.ReadName();
        var kind = reader.PeekByte();
        if (!field.IsEmpty || kind is not (CompactImport.SharedModule or CompactImport.SharedModuleAndType))
        {
            ReadDescriptor();
            Yield(field, isOfGroup: false);
            return false;
        }

        _ = reader.ReadByte();
        _sharesType = kind == CompactImport.SharedModuleAndType;
        if (_sharesType)
        {
            ReadDescriptor();
        }

        _leftInGroup = reader.ReadCount(FormatLimits.Imports, "imports of a group");
        return true;
    }

    private void Yield(ReadOnlySpan<byte> field, bool isOfGroup)
    {
        if (++_imports > FormatLimits.Imports)
        {
            _items.Reader.Throw(WasmDecodeReason.LimitExceeded);
        }

        Current = new Import(_module, field, _kind, _typeIndex, _descriptor, isOfGroup);
    }

    /// <summary>Reads the kind and what is imported.</summary>
    private void ReadDescriptor()
    {
        ref var reader = ref _items.Reader;
        var start = reader;
        var kind = reader.ReadByte();
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

        _descriptor = start.ReadBytes((uint)(reader.Position - start.Position));
    }
}
