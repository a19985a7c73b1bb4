using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>Reads the types one by one, those of recursion groups in their order.</summary>
public ref struct TypeSectionReader
{
    private SectionItems _groups;
    private int _leftInGroup;
    private int _types;

    public TypeSectionReader(ByteReader section) => _groups = new SectionItems(section, FormatLimits.RecursionGroups, "recursion groups");

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
        if (++_types > FormatLimits.Types)
        {
            _groups.Reader.Throw(WasmDecodeReason.LimitExceeded);
        }

        Current = ReadType(ref _groups.Reader, opensGroup);
        return true;
    }

    private static int ReadGroupSize(ref ByteReader reader)
    {
        if (reader.PeekByte() != TypeByte.RecursionGroup)
        {
            return 1;
        }

        _ = reader.ReadByte();
        return reader.ReadCount(FormatLimits.Types, "types in a recursion group");
    }

    private static TypeEntry ReadType(ref ByteReader reader, bool opensGroup)
    {
        if (reader.PeekByte() is TypeByte.Subtype or TypeByte.FinalSubtype)
        {
            _ = reader.ReadByte();
            for (var left = reader.ReadCount(FormatLimits.Supertypes, "supertypes"); left > 0; left--)
            {
                _ = reader.ReadU32();
            }
        }

        var start = reader.Position;
        var form = reader.ReadByte();
        switch (form)
        {
            case TypeByte.Function:
                var parameters = ReadValueTypes(ref reader, FormatLimits.Parameters, "parameters", out var last);
                var results = ReadValueTypes(ref reader, FormatLimits.Results, "results", out _);
                return new TypeEntry(TypeForm.Function, parameters, results, 0, opensGroup) { LastParameterType = last is { IsReference: true, Heap.IsConcrete: true } ? last.Heap.Code : -1 };
            case TypeByte.Struct:
                var fields = reader.ReadCount(FormatLimits.StructFields, "fields");
                for (var left = fields; left > 0; left--)
                {
                    _ = reader.ReadFieldType();
                }

                return new TypeEntry(TypeForm.Struct, 0, 0, fields, opensGroup);
            case TypeByte.Array:
                _ = reader.ReadFieldType();
                return new TypeEntry(TypeForm.Array, 0, 0, 1, opensGroup);
            case TypeByte.Continuation:
                return new TypeEntry(TypeForm.Continuation, 0, 0, 0, opensGroup) { FunctionType = reader.ReadHeapType().Code };
            default:
                reader.ThrowAt(start, WasmDecodeReason.MalformedTypeForm, UnsupportedProposal.FromTypeForm(form));
                return default;
        }
    }

    private static int ReadValueTypes(ref ByteReader reader, int limit, string what, out WasmType last)
    {
        last = WasmType.I32;
        var count = reader.ReadCount(limit, what);
        for (var left = count; left > 0; left--)
        {
            last = reader.ReadValueType();
        }

        return count;
    }
}
