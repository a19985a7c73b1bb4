namespace CompileBench.Engines.Native;

/// <summary>The functions of Wasmtime's C API that give a program its WASI world.</summary>
internal sealed unsafe class WasiFunctions
{
    internal readonly delegate* unmanaged[Cdecl]<nint, nint> LinkerDefine;
    internal readonly delegate* unmanaged[Cdecl]<nint> ConfigNew;
    internal readonly delegate* unmanaged[Cdecl]<nint, nint, nint> ContextSet;
    internal readonly delegate* unmanaged[Cdecl]<nint, nuint, byte**, byte> SetArguments;
    internal readonly delegate* unmanaged[Cdecl]<nint, nuint, byte**, byte**, byte> SetEnvironment;
    internal readonly delegate* unmanaged[Cdecl]<nint, WasmtimeLibrary.ByteVector*, void> SetInput;
    internal readonly delegate* unmanaged[Cdecl]<nint, nint, nint, nint, void> SetOutput;
    internal readonly delegate* unmanaged[Cdecl]<nint, nint, nint, nint, void> SetError;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, byte*, nuint, nuint, byte> _openFolder;
    internal readonly delegate* unmanaged[Cdecl]<WasmtimeLibrary.ByteVector*, nuint, byte*, void> NewBytes;

    private readonly WasmtimeLibrary _library;

    /// <summary>Finds the functions in a library.</summary>
    /// <exception cref="EngineUnavailableException">It lacks one; the message names it.</exception>
    public WasiFunctions(WasmtimeLibrary library)
    {
        _library = library;
        LinkerDefine = (delegate* unmanaged[Cdecl]<nint, nint>)Needed("wasmtime_linker_define_wasi");
        ConfigNew = (delegate* unmanaged[Cdecl]<nint>)Needed("wasi_config_new");
        ContextSet = (delegate* unmanaged[Cdecl]<nint, nint, nint>)Needed("wasmtime_context_set_wasi");
        SetArguments = (delegate* unmanaged[Cdecl]<nint, nuint, byte**, byte>)Needed("wasi_config_set_argv");
        SetEnvironment = (delegate* unmanaged[Cdecl]<nint, nuint, byte**, byte**, byte>)Needed("wasi_config_set_env");
        SetInput = (delegate* unmanaged[Cdecl]<nint, WasmtimeLibrary.ByteVector*, void>)Needed("wasi_config_set_stdin_bytes");
        SetOutput = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint, void>)Needed("wasi_config_set_stdout_custom");
        SetError = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint, void>)Needed("wasi_config_set_stderr_custom");
        _openFolder = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, nuint, nuint, byte>)Needed("wasi_config_preopen_dir");
        NewBytes = (delegate* unmanaged[Cdecl]<WasmtimeLibrary.ByteVector*, nuint, byte*, void>)Needed("wasm_byte_vec_new");
    }

    /// <summary>Opens a folder to read and not to write.</summary>
    /// <returns>Whether it could be opened.</returns>
    public bool OpenToRead(nint config, byte* path, byte* name)
    {
        // Newer versions take one flag, whether the folder may be changed, and ignore what follows it. Older ones take two sets of permissions, in which
        // 1 is reading, and refuse 4, which is none.
        const nuint Immutable = 0;
        const nuint NoPermission = 4;
        const nuint Read = 1;
        return _openFolder(config, path, name, Immutable, NoPermission) != 0 || _openFolder(config, path, name, Read, Read) != 0;
    }

    private nint Needed(string function) =>
        _library.Find(function) is var address && address != 0
            ? address
            : throw new EngineUnavailableException($"the library does not export {function}");
}
