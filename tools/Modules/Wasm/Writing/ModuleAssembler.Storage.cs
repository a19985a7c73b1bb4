using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Writing;

/// <content>Tables, memories, globals, tags and the segments that fill them.</content>
public sealed partial class ModuleAssembler
{
    private const uint ActiveFunctions = 0;

    private int _tables;
    private int _memories;
    private int _globals;
    private int _tags;
    private int _elementSegments;
    private int _dataSegments;

    /// <summary>Adds a table.</summary>
    /// <returns>The table's index.</returns>
    public int Table(TableType type)
    {
        Section(SectionId.Table).Add().WriteTableType(type);
        return _tables++;
    }

    /// <summary>Adds a table whose elements begin as what is written, the final <c>end</c> included, to <paramref name="initial"/>.</summary>
    /// <returns>The table's index.</returns>
    public int Table(TableType type, out InstructionWriter initial)
    {
        var buffer = Section(SectionId.Table).Add();
        buffer.WriteByte(TypeByte.TableWithInitializer);
        buffer.WriteByte(0);
        buffer.WriteTableType(type);
        initial = new InstructionWriter(buffer);
        return _tables++;
    }

    /// <summary>Adds a memory.</summary>
    /// <returns>The memory's index.</returns>
    public int Memory(MemoryType type)
    {
        Section(SectionId.Memory).Add().WriteMemoryType(type);
        return _memories++;
    }

    /// <summary>Adds an exception tag; its function type has the exception's values as parameters and no results.</summary>
    /// <returns>The tag's index.</returns>
    public int Tag(int type)
    {
        WriteTag(Section(SectionId.Tag).Add(), type);
        return _tags++;
    }

    /// <summary>Adds a global; write its initial value, the final <c>end</c> included, to <paramref name="initial"/>.</summary>
    /// <returns>The global's index.</returns>
    public int Global(WasmType type, bool mutable, out InstructionWriter initial)
    {
        var buffer = Section(SectionId.Global).Add();
        buffer.WriteGlobalType(new GlobalType(type, mutable));
        initial = new InstructionWriter(buffer);
        return _globals++;
    }

    /// <summary>Fills table 0, a table of functions, from this index on.</summary>
    /// <returns>The segment's index.</returns>
    public int FillTable(int offset, ReadOnlySpan<int> functions)
    {
        var buffer = Section(SectionId.Element).Add();
        buffer.WriteUnsigned(ActiveFunctions);
        new InstructionWriter(buffer).I32Const(offset).End();
        return Elements(buffer, functions);
    }

    /// <summary>Adds functions that <c>table.init</c> can copy into a table.</summary>
    /// <returns>The segment's index.</returns>
    public int PassiveElements(ReadOnlySpan<int> functions)
    {
        var buffer = Section(SectionId.Element).Add();
        buffer.WriteUnsigned(ElementFlags.NotActive);
        buffer.WriteByte(ElementFlags.FunctionKind);
        return Elements(buffer, functions);
    }

    /// <summary>Adds nulls of a reference type that <c>table.init</c> and the array operators can copy.</summary>
    /// <returns>The segment's index.</returns>
    public int PassiveNulls(WasmType type, int count)
    {
        var buffer = Section(SectionId.Element).Add();
        buffer.WriteUnsigned(ElementFlags.NotActive | ElementFlags.HasExpressions);
        buffer.WriteType(type);
        buffer.WriteUnsigned((uint)count);
        var items = new InstructionWriter(buffer);
        for (var i = 0; i < count; i++)
        {
            items.RefNull(type.Heap).End();
        }

        return _elementSegments++;
    }

    /// <summary>Declares functions so that <c>ref.func</c> may name them.</summary>
    /// <returns>The segment's index.</returns>
    public int DeclareReferences(ReadOnlySpan<int> functions)
    {
        var buffer = Section(SectionId.Element).Add();
        buffer.WriteUnsigned(ElementFlags.NotActive | ElementFlags.NamesTableOrDeclares);
        buffer.WriteByte(ElementFlags.FunctionKind);
        return Elements(buffer, functions);
    }

    /// <summary>Adds bytes that instantiation copies to a 32-bit memory 0.</summary>
    /// <returns>The segment's index.</returns>
    public int ActiveData(int offset, ReadOnlySpan<byte> bytes)
    {
        var buffer = Section(SectionId.Data).Add();
        buffer.WriteUnsigned(DataFlags.Active);
        new InstructionWriter(buffer).I32Const(offset).End();
        return Data(buffer, bytes);
    }

    /// <summary>Adds bytes that <c>memory.init</c> and the array operators can copy.</summary>
    /// <returns>The segment's index.</returns>
    public int PassiveData(ReadOnlySpan<byte> bytes)
    {
        var buffer = Section(SectionId.Data).Add();
        buffer.WriteUnsigned(DataFlags.Passive);
        return Data(buffer, bytes);
    }

    private static void WriteTag(WasmBuffer buffer, int type)
    {
        buffer.WriteByte(0);
        buffer.WriteUnsigned((uint)type);
    }

    private int Elements(WasmBuffer buffer, ReadOnlySpan<int> functions)
    {
        buffer.WriteUnsigned((uint)functions.Length);
        foreach (var function in functions)
        {
            buffer.WriteUnsigned((uint)function);
        }

        return _elementSegments++;
    }

    private int Data(WasmBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        buffer.WriteUnsigned((uint)bytes.Length);
        buffer.WriteBytes(bytes);
        return _dataSegments++;
    }
}
