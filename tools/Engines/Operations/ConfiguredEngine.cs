using CompileBench.Engines.Native;
using CompileBench.Engines.Settings;
using CompileBench.Modules.Wasm.Components;

namespace CompileBench.Engines.Operations;

/// <summary>
/// One Wasmtime engine under one set of settings, with the native calls that operations make. Each method makes exactly one call.
/// Native code can abort the process: the first operation on any module belongs in a worker.
/// </summary>
public sealed unsafe class ConfiguredEngine : IDisposable
{
    // Marks a compiled component: native objects lie at multiples of eight bytes.
    private const nint ComponentTag = 1;

    private readonly WasmtimeLibrary _library;
    private nint _engine;

    /// <summary>Creates the engine.</summary>
    /// <exception cref="UnsupportedSettingException">The library lacks a setter that the settings need.</exception>
    public ConfiguredEngine(WasmtimeLibrary library, CompilerSettings settings)
        : this(library, settings, ConfigPlan.ForSettings(settings))
    {
    }

    /// <summary>Creates the engine by other calls than those of its settings alone.</summary>
    /// <exception cref="UnsupportedSettingException">The library lacks a setter that the calls need.</exception>
    public ConfiguredEngine(WasmtimeLibrary library, CompilerSettings settings, IReadOnlyList<ConfigCall> calls)
    {
        _library = library;
        Settings = settings;
        _engine = library.EngineNew(NativeConfig.Build(library, calls));
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

    /// <summary>
    /// Calls <c>wasmtime_module_new</c>, for a component <c>wasmtime_component_new</c>. Returns what was compiled, which the caller passes to
    /// <see cref="Delete"/>; or 0 and the engine's message. Only the methods of this class can use a compiled component.
    /// </summary>
    public nint Compile(ReadOnlySpan<byte> module, out string? rejection)
    {
        if (CoreModules.IsComponent(module))
        {
            return CompileComponent(module, out rejection);
        }

        nint compiled = 0;
        UpperHalves.Clear();
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
        UpperHalves.Clear();
        fixed (byte* bytes = module)
        {
            var error = _library.ModuleValidate(_engine, bytes, (nuint)module.Length);
            return error == 0 ? null : _library.TakeMessage(error);
        }
    }

    /// <summary>Loads an artifact: <c>wasmtime_module_deserialize</c>, for a component <c>wasmtime_component_deserialize</c>.</summary>
    /// <param name="deserialize">The function.</param>
    /// <param name="artifact">What <see cref="Serialize(nint)"/> returned.</param>
    /// <param name="isComponent">Whether a component was compiled.</param>
    /// <param name="rejection">The engine's message; null where it succeeded.</param>
    internal nint Deserialize(delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint*, nint> deserialize, ReadOnlySpan<byte> artifact, bool isComponent, out string? rejection)
    {
        nint loaded = 0;
        UpperHalves.Clear();
        fixed (byte* bytes = artifact)
        {
            var error = deserialize(_engine, bytes, (nuint)artifact.Length, &loaded);
            rejection = error == 0 ? null : _library.TakeMessage(error);
            return error != 0 ? 0 : isComponent ? loaded | ComponentTag : loaded;
        }
    }

    /// <summary>Frees what was compiled.</summary>
    public void Delete(nint compiled)
    {
        if (IsComponent(compiled))
        {
            _library.Components!.Delete(compiled & ~ComponentTag);
        }
        else
        {
            _library.ModuleDelete(compiled);
        }
    }

    /// <summary>Calls <c>wasmtime_module_serialize</c> and returns a copy of the artifact.</summary>
    /// <exception cref="ArtifactFormatException">The engine cannot serialize the module; the message has its words.</exception>
    public byte[] Serialize(nint compiled)
    {
        byte[] copy = [];
        Serialize(compiled, bytes => copy = bytes.ToArray());
        return copy;
    }

    /// <summary>Calls <c>wasmtime_module_serialize</c> and passes the artifact on without a copy.</summary>
    /// <param name="compiled">What was compiled.</param>
    /// <param name="take">Gets the artifact's bytes, which are valid during the call only.</param>
    /// <exception cref="ArtifactFormatException">The engine cannot serialize the module; the message has its words.</exception>
    public void Serialize(nint compiled, Action<ReadOnlySpan<byte>> take)
    {
        ArgumentNullException.ThrowIfNull(take);
        WasmtimeLibrary.ByteVector image;
        var error = IsComponent(compiled) ? _library.Components!.Serialize(compiled & ~ComponentTag, &image) : _library.ModuleSerialize(compiled, &image);
        if (error != 0)
        {
            throw new ArtifactFormatException(_library.TakeMessage(error));
        }

        try
        {
            take(new ReadOnlySpan<byte>(image.Data, checked((int)image.Size)));
        }
        finally
        {
            _library.ByteVectorDelete(&image);
        }
    }

    /// <summary>Serializes a compiled module and reads what its artifact says of itself.</summary>
    /// <exception cref="ArtifactFormatException">The artifact is not the ELF image Wasmtime makes.</exception>
    public ArtifactSummary Summarize(nint compiled) => ArtifactReader.Read(Serialize(compiled));

    private nint CompileComponent(ReadOnlySpan<byte> component, out string? rejection)
    {
        if (_library.Components is not { } functions)
        {
            rejection = "the library does not export wasmtime_component_new: it compiles no components";
            return 0;
        }

        nint compiled = 0;
        UpperHalves.Clear();
        fixed (byte* bytes = component)
        {
            var error = functions.New(_engine, bytes, (nuint)component.Length, &compiled);
            rejection = error == 0 ? null : _library.TakeMessage(error);
            return error == 0 ? compiled | ComponentTag : 0;
        }
    }

    private static bool IsComponent(nint compiled) => (compiled & ComponentTag) != 0;

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
