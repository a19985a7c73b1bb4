using System.Runtime.InteropServices;
using System.Text;

namespace CompileBench.Engines.Native;

/// <summary>
/// One native Wasmtime library and the few functions of its C API that compiling needs, whose signatures have not changed for years.
/// The managed package is passed by on purpose: its <c>Config</c> calls functions that only its own version has, so it cannot drive an
/// older or newer library; with these functions every version is driven, and measured, in the same way.
/// </summary>
public sealed unsafe class WasmtimeLibrary
{
    private readonly nint _handle;

    private WasmtimeLibrary(string path, nint handle)
    {
        Path = path;
        _handle = handle;
        ConfigNew = (delegate* unmanaged[Cdecl]<nint>)Needed("wasm_config_new");
        ConfigDelete = (delegate* unmanaged[Cdecl]<nint, void>)Needed("wasm_config_delete");
        EngineNew = (delegate* unmanaged[Cdecl]<nint, nint>)Needed("wasm_engine_new_with_config");
        EngineDelete = (delegate* unmanaged[Cdecl]<nint, void>)Needed("wasm_engine_delete");
        ModuleNew = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint*, nint>)Needed("wasmtime_module_new");
        ModuleValidate = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint>)Needed("wasmtime_module_validate");
        ModuleSerialize = (delegate* unmanaged[Cdecl]<nint, ByteVector*, nint>)Needed("wasmtime_module_serialize");
        ModuleDelete = (delegate* unmanaged[Cdecl]<nint, void>)Needed("wasmtime_module_delete");
        ByteVectorDelete = (delegate* unmanaged[Cdecl]<ByteVector*, void>)Needed("wasm_byte_vec_delete");
        _errorMessage = (delegate* unmanaged[Cdecl]<nint, ByteVector*, void>)Needed("wasmtime_error_message");
        _errorDelete = (delegate* unmanaged[Cdecl]<nint, void>)Needed("wasmtime_error_delete");
        Components = ComponentFunctions.Find(this);
    }

    /// <summary>The functions that compile components; null where the library has none.</summary>
    internal ComponentFunctions? Components { get; }

    /// <summary>The file, absolute.</summary>
    public string Path { get; }

    internal readonly delegate* unmanaged[Cdecl]<nint> ConfigNew;
    internal readonly delegate* unmanaged[Cdecl]<nint, void> ConfigDelete;
    internal readonly delegate* unmanaged[Cdecl]<nint, nint> EngineNew;
    internal readonly delegate* unmanaged[Cdecl]<nint, void> EngineDelete;
    internal readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint*, nint> ModuleNew;
    internal readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint> ModuleValidate;
    internal readonly delegate* unmanaged[Cdecl]<nint, ByteVector*, nint> ModuleSerialize;
    internal readonly delegate* unmanaged[Cdecl]<nint, void> ModuleDelete;
    internal readonly delegate* unmanaged[Cdecl]<ByteVector*, void> ByteVectorDelete;
    private readonly delegate* unmanaged[Cdecl]<nint, ByteVector*, void> _errorMessage;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _errorDelete;

    /// <summary>Loads a library for the life of the process.</summary>
    /// <param name="path">The file; null for the one that came with the Wasmtime package.</param>
    /// <exception cref="EngineUnavailableException">It cannot be loaded or lacks what compiling needs; the message is one line.</exception>
    public static WasmtimeLibrary Load(string? path)
    {
        var full = System.IO.Path.GetFullPath(path ?? PackagedLibrary.Path());
        if (!File.Exists(full))
        {
            throw new EngineUnavailableException($"there is no file {full}");
        }

        try
        {
            return new WasmtimeLibrary(full, NativeLibrary.Load(full));
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            var reason = e.Message.ReplaceLineEndings(" ").Trim();
            throw new EngineUnavailableException($"{full} cannot be loaded as a shared library on {PackagedLibrary.RuntimeIdentifier}: {reason}", e);
        }
    }

    /// <summary>Loads two libraries for the life of the process, each with its own functions.</summary>
    /// <param name="baseline">The baseline's file; null for the one that came with the Wasmtime package.</param>
    /// <param name="candidate">The candidate's file.</param>
    /// <param name="candidateFirst">Whether the candidate is loaded first.</param>
    /// <exception cref="EngineUnavailableException">One cannot be loaded, or the system has one image for both: they are the same file.</exception>
    public static (WasmtimeLibrary Baseline, WasmtimeLibrary? Candidate) LoadPair(string? baseline, string candidate, bool candidateFirst)
    {
        // NativeLibrary.Load binds symbols locally on every system, so neither library sees the other's.
        var first = Load(candidateFirst ? candidate : baseline);
        var second = Load(candidateFirst ? baseline : candidate);
        return first._handle == second._handle
            ? throw new EngineUnavailableException($"{first.Path} and {second.Path} are the same file: a process has one image of it")
            : candidateFirst ? (second, first) : (first, second);
    }

    /// <summary>Whether the library exports a function.</summary>
    public bool Has(string function) => NativeLibrary.TryGetExport(_handle, function, out _);

    /// <summary>The address of a function; 0 where the library has none of that name.</summary>
    internal nint Find(string function) => NativeLibrary.TryGetExport(_handle, function, out var address) ? address : 0;

    /// <summary>Takes an error's message and frees the error.</summary>
    internal string TakeMessage(nint error)
    {
        ByteVector text;
        _errorMessage(error, &text);
        var message = Encoding.UTF8.GetString(text.Data, checked((int)text.Size));
        ByteVectorDelete(&text);
        _errorDelete(error);
        return OneLine(message);
    }

    /// <summary>
    /// An engine's words on one line. Some versions append a backtrace of their own; the chain of causes before it is what a person needs.
    /// </summary>
    internal static string OneLine(string message)
    {
        var backtrace = message.IndexOf("Stack backtrace:", StringComparison.Ordinal);
        return string.Join(' ', (backtrace < 0 ? message : message[..backtrace]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private nint Needed(string function) =>
        Find(function) is var address && address != 0
            ? address
            : throw new EngineUnavailableException($"{Path} is no Wasmtime C library: it does not export {function}");

    /// <summary><c>wasm_byte_vec_t</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct ByteVector
    {
        public nuint Size;
        public byte* Data;
    }
}
