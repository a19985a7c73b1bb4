namespace CompileBench.Engines.Native;

/// <summary>
/// The functions of Wasmtime's C API that instantiating and executing need. Arguments are passed as raw values of 16 bytes, and every value of the
/// API is handled by its address only, so that versions with other private fields are driven in the same way.
/// </summary>
internal sealed unsafe class RuntimeFunctions
{
    // Room for wasmtime_extern_t (32 bytes in current versions) and wasmtime_instance_t (16 bytes), with a reserve for other versions.
    internal const int ExternBytes = 64;
    internal const int InstanceBytes = 64;

    // wasmtime_extern_t begins with its kind; the union behind it is aligned to eight bytes.
    internal const int ExternUnionOffset = 8;

    internal readonly delegate* unmanaged[Cdecl]<nint, nint, nint, nint> StoreNew;
    internal readonly delegate* unmanaged[Cdecl]<nint, nint> StoreContext;
    internal readonly delegate* unmanaged[Cdecl]<nint, void> StoreDelete;
    internal readonly delegate* unmanaged[Cdecl]<nint, long, long, long, long, long, void> StoreLimiter;
    internal readonly delegate* unmanaged[Cdecl]<nint, ulong, nint> SetFuel;
    internal readonly delegate* unmanaged[Cdecl]<nint, ulong, void> SetEpochDeadline;
    internal readonly delegate* unmanaged[Cdecl]<nint, nint> LinkerNew;
    internal readonly delegate* unmanaged[Cdecl]<nint, void> LinkerDelete;
    internal readonly delegate* unmanaged[Cdecl]<nint, nint> LinkerClone;
    internal readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, byte*, nuint, nint, nint, nint, nint, nint> LinkerDefineFunction;
    internal readonly delegate* unmanaged[Cdecl]<nint, nint, nint> LinkerDefineTraps;
    internal readonly delegate* unmanaged[Cdecl]<nint, nint, nint, nint> LinkerDefineDefaults;
    internal readonly delegate* unmanaged[Cdecl]<nint, nint, nint, byte*, nint*, nint> LinkerInstantiate;
    internal readonly delegate* unmanaged[Cdecl]<nint, nint, nint*, nint> LinkerPrepare;
    internal readonly delegate* unmanaged[Cdecl]<nint, nint, byte*, nint*, nint> PreparedInstantiate;
    internal readonly delegate* unmanaged[Cdecl]<nint, void> PreparedDelete;
    internal readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, nuint, byte*, byte> InstanceExport;
    internal readonly delegate* unmanaged[Cdecl]<nint, byte*, long*, nuint, nint*, nint> FunctionCall;
    internal readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*> MemoryData;
    internal readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint> MemorySize;
    internal readonly delegate* unmanaged[Cdecl]<nint, PointerVector*, void> ModuleImports;
    internal readonly delegate* unmanaged[Cdecl]<PointerVector*, void> ImportsDelete;
    internal readonly delegate* unmanaged[Cdecl]<nint, WasmtimeLibrary.ByteVector*> ImportModule;
    internal readonly delegate* unmanaged[Cdecl]<nint, WasmtimeLibrary.ByteVector*> ImportName;
    internal readonly delegate* unmanaged[Cdecl]<nint, nint> ImportType;
    internal readonly delegate* unmanaged[Cdecl]<nint, byte> ExternKind;
    internal readonly delegate* unmanaged[Cdecl]<nint, nint> ExternFunctionType;
    internal readonly delegate* unmanaged[Cdecl]<byte*, nuint, nint> TrapNew;
    internal readonly delegate* unmanaged[Cdecl]<nint, WasmtimeLibrary.ByteVector*, void> TrapMessage;
    internal readonly delegate* unmanaged[Cdecl]<nint, void> TrapDelete;
    internal readonly delegate* unmanaged[Cdecl]<nint, int*, byte> ErrorExitStatus;

    private readonly WasmtimeLibrary _library;

    /// <summary>Finds the functions in a library.</summary>
    /// <exception cref="EngineUnavailableException">It lacks one; the message names it.</exception>
    public RuntimeFunctions(WasmtimeLibrary library)
    {
        _library = library;
        StoreNew = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)Needed("wasmtime_store_new");
        StoreContext = (delegate* unmanaged[Cdecl]<nint, nint>)Needed("wasmtime_store_context");
        StoreDelete = (delegate* unmanaged[Cdecl]<nint, void>)Needed("wasmtime_store_delete");
        StoreLimiter = (delegate* unmanaged[Cdecl]<nint, long, long, long, long, long, void>)Needed("wasmtime_store_limiter");
        SetFuel = (delegate* unmanaged[Cdecl]<nint, ulong, nint>)Needed("wasmtime_context_set_fuel");
        SetEpochDeadline = (delegate* unmanaged[Cdecl]<nint, ulong, void>)Needed("wasmtime_context_set_epoch_deadline");
        LinkerNew = (delegate* unmanaged[Cdecl]<nint, nint>)Needed("wasmtime_linker_new");
        LinkerDelete = (delegate* unmanaged[Cdecl]<nint, void>)Needed("wasmtime_linker_delete");
        LinkerClone = (delegate* unmanaged[Cdecl]<nint, nint>)Needed("wasmtime_linker_clone");
        LinkerDefineFunction = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, byte*, nuint, nint, nint, nint, nint, nint>)Needed("wasmtime_linker_define_func_unchecked");
        LinkerDefineTraps = (delegate* unmanaged[Cdecl]<nint, nint, nint>)Needed("wasmtime_linker_define_unknown_imports_as_traps");
        LinkerDefineDefaults = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint>)Needed("wasmtime_linker_define_unknown_imports_as_default_values");
        LinkerInstantiate = (delegate* unmanaged[Cdecl]<nint, nint, nint, byte*, nint*, nint>)Needed("wasmtime_linker_instantiate");
        LinkerPrepare = (delegate* unmanaged[Cdecl]<nint, nint, nint*, nint>)Needed("wasmtime_linker_instantiate_pre");
        PreparedInstantiate = (delegate* unmanaged[Cdecl]<nint, nint, byte*, nint*, nint>)Needed("wasmtime_instance_pre_instantiate");
        PreparedDelete = (delegate* unmanaged[Cdecl]<nint, void>)Needed("wasmtime_instance_pre_delete");
        InstanceExport = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, nuint, byte*, byte>)Needed("wasmtime_instance_export_get");
        FunctionCall = (delegate* unmanaged[Cdecl]<nint, byte*, long*, nuint, nint*, nint>)Needed("wasmtime_func_call_unchecked");
        MemoryData = (delegate* unmanaged[Cdecl]<nint, byte*, byte*>)Needed("wasmtime_memory_data");
        MemorySize = (delegate* unmanaged[Cdecl]<nint, byte*, nuint>)Needed("wasmtime_memory_data_size");
        ModuleImports = (delegate* unmanaged[Cdecl]<nint, PointerVector*, void>)Needed("wasmtime_module_imports");
        ImportsDelete = (delegate* unmanaged[Cdecl]<PointerVector*, void>)Needed("wasm_importtype_vec_delete");
        ImportModule = (delegate* unmanaged[Cdecl]<nint, WasmtimeLibrary.ByteVector*>)Needed("wasm_importtype_module");
        ImportName = (delegate* unmanaged[Cdecl]<nint, WasmtimeLibrary.ByteVector*>)Needed("wasm_importtype_name");
        ImportType = (delegate* unmanaged[Cdecl]<nint, nint>)Needed("wasm_importtype_type");
        ExternKind = (delegate* unmanaged[Cdecl]<nint, byte>)Needed("wasm_externtype_kind");
        ExternFunctionType = (delegate* unmanaged[Cdecl]<nint, nint>)Needed("wasm_externtype_as_functype_const");
        TrapNew = (delegate* unmanaged[Cdecl]<byte*, nuint, nint>)Needed("wasmtime_trap_new");
        TrapMessage = (delegate* unmanaged[Cdecl]<nint, WasmtimeLibrary.ByteVector*, void>)Needed("wasm_trap_message");
        TrapDelete = (delegate* unmanaged[Cdecl]<nint, void>)Needed("wasm_trap_delete");
        ErrorExitStatus = (delegate* unmanaged[Cdecl]<nint, int*, byte>)Needed("wasmtime_error_exit_status");
    }

    private nint Needed(string function) =>
        _library.Find(function) is var address && address != 0
            ? address
            : throw new EngineUnavailableException($"the library does not export {function}");

    /// <summary>A vector of pointers, such as <c>wasm_importtype_vec_t</c>.</summary>
    internal struct PointerVector
    {
        public nuint Size;
        public nint* Data;
    }
}
