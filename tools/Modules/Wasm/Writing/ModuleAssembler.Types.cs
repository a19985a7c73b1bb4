using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Writing;

/// <content>The type section.</content>
public sealed partial class ModuleAssembler
{
    private int _types;
    private int _leftInGroup;

    /// <summary>The types so far: the index that the next one gets.</summary>
    public int TypeCount => _types;

    /// <summary>Adds a function type.</summary>
    /// <returns>The type's index.</returns>
    public int FunctionType(ReadOnlySpan<WasmType> parameters, ReadOnlySpan<WasmType> results)
    {
        var buffer = NextType();
        buffer.WriteByte(TypeByte.Function);
        WriteTypes(buffer, parameters);
        WriteTypes(buffer, results);
        return _types++;
    }

    /// <summary>Adds a struct type, by default one that has no supertype and allows no subtypes.</summary>
    /// <returns>The type's index.</returns>
    public int StructType(ReadOnlySpan<FieldType> fields, int? supertype = null, bool final = true)
    {
        var buffer = NextType();
        WriteSubtype(buffer, supertype, final);
        buffer.WriteByte(TypeByte.Struct);
        buffer.WriteUnsigned((uint)fields.Length);
        foreach (var field in fields)
        {
            buffer.WriteFieldType(field);
        }

        return _types++;
    }

    /// <summary>Adds an array type, by default one that has no supertype and allows no subtypes.</summary>
    /// <returns>The type's index.</returns>
    public int ArrayType(FieldType element, int? supertype = null, bool final = true)
    {
        var buffer = NextType();
        WriteSubtype(buffer, supertype, final);
        buffer.WriteByte(TypeByte.Array);
        buffer.WriteFieldType(element);
        return _types++;
    }

    /// <summary>Adds the type of continuations of a function type, of the proposal stack switching.</summary>
    /// <returns>The type's index.</returns>
    public int ContinuationType(int functionType)
    {
        var buffer = NextType();
        buffer.WriteByte(TypeByte.Continuation);
        buffer.WriteHeapType(HeapType.Concrete(functionType));
        return _types++;
    }

    /// <summary>Says that the next <paramref name="size"/> types may refer to one another.</summary>
    public void RecursionGroup(int size)
    {
        var buffer = Section(SectionId.Type).Add();
        buffer.WriteByte(TypeByte.RecursionGroup);
        buffer.WriteUnsigned((uint)size);
        _leftInGroup = size;
    }

    private static void WriteSubtype(WasmBuffer buffer, int? supertype, bool final)
    {
        if (supertype is null && final)
        {
            return;
        }

        buffer.WriteByte(final ? TypeByte.FinalSubtype : TypeByte.Subtype);
        buffer.WriteUnsigned(supertype is null ? 0u : 1u);
        if (supertype is { } index)
        {
            buffer.WriteUnsigned((uint)index);
        }
    }

    private static void WriteTypes(WasmBuffer buffer, ReadOnlySpan<WasmType> types)
    {
        buffer.WriteUnsigned((uint)types.Length);
        foreach (var type in types)
        {
            buffer.WriteType(type);
        }
    }

    private WasmBuffer NextType()
    {
        if (_leftInGroup == 0)
        {
            return Section(SectionId.Type).Add();
        }

        _leftInGroup--;
        return Section(SectionId.Type).Buffer;
    }
}
