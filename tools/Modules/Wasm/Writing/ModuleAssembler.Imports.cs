using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Writing;

/// <content>Imports. They come first in every index space, so they are added before anything of their kind is declared.</content>
public sealed partial class ModuleAssembler
{
    /// <summary>The name under which everything is imported.</summary>
    private const string ImportModule = "env";

    /// <summary>Imports a function of this type.</summary>
    /// <returns>The function's index.</returns>
    public int ImportFunction(string name, int type)
    {
        BeginImport(name, ExternalKind.Function, _functions).WriteUnsigned((uint)type);
        return ImportedFunctions++;
    }

    /// <summary>Imports functions of one type as a group that names module and type once, of the proposal compact imports.</summary>
    /// <returns>The first function's index.</returns>
    public int ImportFunctions(int type, params ReadOnlySpan<string> names)
    {
        var buffer = BeginImport("", (ExternalKind)CompactImport.SharedModuleAndType, _functions);
        buffer.WriteByte((byte)ExternalKind.Function);
        buffer.WriteUnsigned((uint)type);
        buffer.WriteUnsigned((uint)names.Length);
        foreach (var name in names)
        {
            buffer.WriteName(name);
        }

        ImportedFunctions += names.Length;
        return ImportedFunctions - names.Length;
    }

    /// <summary>Imports functions of several types as a group that names the module once, of the proposal compact imports.</summary>
    /// <returns>The first function's index.</returns>
    public int ImportFunctions(params ReadOnlySpan<(string Name, int Type)> functions)
    {
        var buffer = BeginImport("", (ExternalKind)CompactImport.SharedModule, _functions);
        buffer.WriteUnsigned((uint)functions.Length);
        foreach (var (name, type) in functions)
        {
            buffer.WriteName(name);
            buffer.WriteByte((byte)ExternalKind.Function);
            buffer.WriteUnsigned((uint)type);
        }

        ImportedFunctions += functions.Length;
        return ImportedFunctions - functions.Length;
    }

    /// <summary>Imports a table.</summary>
    /// <returns>The table's index.</returns>
    public int ImportTable(string name, TableType type)
    {
        BeginImport(name, ExternalKind.Table, 0).WriteTableType(type);
        return _tables++;
    }

    /// <summary>Imports a memory.</summary>
    /// <returns>The memory's index.</returns>
    public int ImportMemory(string name, MemoryType type)
    {
        BeginImport(name, ExternalKind.Memory, 0).WriteMemoryType(type);
        return _memories++;
    }

    /// <summary>Imports a global.</summary>
    /// <returns>The global's index.</returns>
    public int ImportGlobal(string name, GlobalType type)
    {
        BeginImport(name, ExternalKind.Global, 0).WriteGlobalType(type);
        return _globals++;
    }

    /// <summary>Imports an exception tag.</summary>
    /// <returns>The tag's index.</returns>
    public int ImportTag(string name, int type)
    {
        WriteTag(BeginImport(name, ExternalKind.Tag, 0), type);
        return _tags++;
    }

    private WasmBuffer BeginImport(string name, ExternalKind kind, int declared)
    {
        if (declared != 0)
        {
            throw new InvalidOperationException($"import '{name}' comes after {declared} declarations of its kind");
        }

        var buffer = Section(SectionId.Import).Add();
        buffer.WriteName(ImportModule);
        buffer.WriteName(name);
        buffer.WriteByte((byte)kind);
        return buffer;
    }
}
