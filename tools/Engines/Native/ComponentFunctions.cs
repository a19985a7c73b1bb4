namespace CompileBench.Engines.Native;

/// <summary>The functions of Wasmtime's C API that compile components. Their signatures are those of the functions for modules.</summary>
internal sealed unsafe class ComponentFunctions
{
    /// <summary>The function that compiles.</summary>
    internal const string Compile = "wasmtime_component_new";

    internal readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint*, nint> New;
    internal readonly delegate* unmanaged[Cdecl]<nint, WasmtimeLibrary.ByteVector*, nint> Serialize;
    internal readonly delegate* unmanaged[Cdecl]<nint, void> Delete;

    private ComponentFunctions(nint create, nint serialize, nint delete)
    {
        New = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint*, nint>)create;
        Serialize = (delegate* unmanaged[Cdecl]<nint, WasmtimeLibrary.ByteVector*, nint>)serialize;
        Delete = (delegate* unmanaged[Cdecl]<nint, void>)delete;
    }

    /// <summary>Finds the functions; null where the library lacks one.</summary>
    public static ComponentFunctions? Find(WasmtimeLibrary library)
    {
        var (create, serialize, delete) = (library.Find(Compile), library.Find("wasmtime_component_serialize"), library.Find("wasmtime_component_delete"));
        return create == 0 || serialize == 0 || delete == 0 ? null : new ComponentFunctions(create, serialize, delete);
    }
}
