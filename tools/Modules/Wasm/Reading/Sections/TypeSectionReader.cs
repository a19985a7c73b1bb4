namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>Reads the types one by one, those of recursion groups in their order.</summary>
public ref struct TypeSectionReader
{
    private const byte RecursionGroup = 0x4E;
    private const byte FinalSubtype = 0x4F;
    private const byte Subtype = 0x50;
    private const byte ArrayForm = 0x5E;
    private const byte StructForm = 0x5F;
    private const byte FunctionForm = 0x60;

    private SectionItems _groups;
    private int _leftInGroup;
    private int _types;

    public TypeSectionReader(ByteReader section) => _groups = new SectionItems(section, DecodeLimits.RecursionGroups, "recursion groups");

    public TypeEntry Current { get; private set; }

    public readonly TypeSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        var opensGroup = false;
        while (_leftInGroup == 0)
        {
            if (!_groups.MoveNext())
            {
                return false;
            }

            opensGroup = true;
            _leftInGroup = ReadGroupSize(ref _groups.Reader);
        }

        _leftInGroup--;
        if (++_types > DecodeLimits.Types)
        {
            _groups.Reader.Throw(WasmDecodeReason.LimitExceeded);
        }

        Current = ReadType(ref _groups.Reader, opensGroup);
        return true;
    }

    private static int ReadGroupSize(ref ByteReader reader)
    {
        if (reader.PeekByte() != RecursionGroup)
        {
            return 1;
        }

        _ = reader.ReadByte();
        return reader.ReadCount(DecodeLimits.Types, "types in a recursion group");
    }

    private static TypeEntry ReadType(ref ByteReader reader, bool opensGroup)
    {
        if (reader.PeekByte() is Subtype or FinalSubtype)
        {
            _ = reader.ReadByte();
            for (var left = reader.ReadCount(DecodeLimits.Supertypes, "supertypes"); left > 0; left--)
            {
                _ = reader.ReadU32();
            }
        }

        var start = reader.Position;
        switch (reader.ReadByte())
        {
            case FunctionForm:
                var parameters = ReadValueTypes(ref reader, DecodeLimits.Parameters, "parameters");
                return new TypeEntry(TypeForm.Function, parameters, ReadValueTypes(ref reader, DecodeLimits.Results, "results"), 0, opensGroup);
            case StructForm:
                var fields = reader.ReadCount(DecodeLimits.StructFields, "fields");
                for (var left = fields; left > 0; left--)
                {
                    _ = GlobalType.ReadField(ref reader);
                }

                return new TypeEntry(TypeForm.Struct, 0, 0, fields, opensGroup);
            case ArrayForm:
                _ = GlobalType.ReadField(ref reader);
                return new TypeEntry(TypeForm.Array, 0, 0, 1, opensGroup);
            default:
                reader.ThrowAt(start, WasmDecodeReason.MalformedTypeForm);
                return default;
        }
    }

    private static int ReadValueTypes(ref ByteReader reader, int limit, string what)
    {
        var count = reader.ReadCount(limit, what);
        for (var left = count; left > 0; left--)
        {
            _ = WasmValueType.Read(ref reader);
        }

        return count;
    }
}
