using CompileBench.Engines.Native;
using CompileBench.Engines.Settings;

namespace CompileBench.Engines.Operations;

/// <summary>
/// One Wasmtime engine under one set of settings, with the native calls that operations make. Each method makes exactly one call.
/// Native code can abort the process: the first operation on any module belongs in a worker.
/// </summary>
public sealed unsafe class ConfiguredEngine : IDisposable
{
    private readonly WasmtimeLibrary _library;
    private nint _engine;

    /// <summary>Creates the engine.</summary>
    /// <exception cref="UnsupportedSettingException">The library lacks a setter that the settings need.</exception>
    public ConfiguredEngine(WasmtimeLibrary library, CompilerSettings settings)
    {
        _library = library;
        Settings = settings;
        _engine = library.EngineNew(NativeConfig.Build(library, settings));
        if (_engine == 0)
        {
            throw new UnsupportedSettingException($"the library makes no engine for {settings}");
        }
    }

    /// <summary>The settings.</summary>
    public CompilerSettings Settings { get; }

    /// <summary>The library, for operations that make calls of their own.</summary>
    internal WasmtimeLibrary Library => _library;

    /// <summary>The native engine, a <c>wasm_engine_t*</c>.</summary>
    internal nint Handle => _engine;

    /// <summary>Calls <c>wasmtime_module_new</c>. Returns the native module, which the caller passes to <see cref="Delete"/>; or 0 and the engine's message.</summary>
    public nint Compile(ReadOnlySpan<byte> module, out string? rejection)
    {
        nint compiled = 0;
        fixed (byte* bytes = module)
        {
            var error = _library.ModuleNew(_engine, bytes, (nuint)module.Length, &compiled);
            rejection = error == 0 ? null : _library.TakeMessage(error);
            return error == 0 ? compiled : 0;
        }
    }

    /// <summary>Calls <c>wasmtime_module_validate</c>, which decodes and validates without compiling. Returns null, or the engine's message.</summary>
    public string? Validate(ReadOnlySpan<byte> module)
    {
        fixed (byte* bytes = module)
        {
            var error = _library.ModuleValidate(_engine, bytes, (nuint)module.Length);
            return error == 0 ? null : _library.TakeMessage(error);
        }
    }

    /// <summary>Frees a native module.</summary>
    public void Delete(nint compiled) => _library.ModuleDelete(compiled);

    /// <summary>Calls <c>wasmtime_module_serialize</c> and returns the artifact.</summary>
    /// <exception cref="ArtifactFormatException">The engine cannot serialize the module; the message has its words.</exception>
    public byte[] Serialize(nint compiled)
    {
        WasmtimeLibrary.ByteVector image;
        var error = _library.ModuleSerialize(compiled, &image);
        if (error != 0)
        {
            throw new ArtifactFormatException(_library.TakeMessage(error));
        }

        try
        {
            return new ReadOnlySpan<byte>(image.Data, checked((int)image.Size)).ToArray();
        }
        finally
        {
            _library.ByteVectorDelete(&image);
        }
    }

    /// <summary>Serializes a compiled module and reads what its artifact says of itself.</summary>
    /// <exception cref="ArtifactFormatException">The artifact is not the ELF image Wasmtime makes.</exception>
    public ArtifactSummary Summarize(nint compiled) => ArtifactReader.Read(Serialize(compiled));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_engine != 0)
        {
            _library.EngineDelete(_engine);
            _engine = 0;
        }
    }
}
