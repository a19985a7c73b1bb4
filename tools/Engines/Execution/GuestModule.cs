using System.Text;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Modules.Wasm.Components;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Execution;

/// <summary>A compiled module with its imports resolved, ready to be instantiated again and again.</summary>
internal sealed unsafe class GuestModule : IDisposable
{
    private const byte FunctionKind = 0;
    private const string WasiPrefix = "wasi_";

    private readonly ConfiguredEngine _engine;
    private nint _compiled;
    private nint _linker;
    private nint _prepared;

    private GuestModule(ConfiguredEngine engine, RuntimeFunctions runtime, ExecutionHost host, nint compiled)
    {
        _engine = engine;
        Runtime = runtime;
        Host = host;
        _compiled = compiled;
        _linker = runtime.LinkerNew(engine.Handle);
    }

    /// <summary>The library's functions.</summary>
    public RuntimeFunctions Runtime { get; }

    /// <summary>This project's side.</summary>
    public ExecutionHost Host { get; }

    /// <summary>The WASI world of each instance; null where the module imports none.</summary>
    public WasiWorld? World { get; private set; }

    /// <summary>The engine.</summary>
    public ConfiguredEngine Engine => _engine;

    /// <summary>The compiled module.</summary>
    public nint Compiled => _compiled;

    /// <summary>The most bytes that a memory may grow to; -1 for no limit of this project.</summary>
    public long MostMemoryBytes { get; init; } = -1;

    /// <summary>Compiles a module and resolves its imports. Functions that nothing provides trap when they are called.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="module">The module's bytes.</param>
    /// <param name="functions">What a driver provides.</param>
    /// <param name="world">Makes the WASI world; called only where the module imports WASI.</param>
    /// <param name="mostMemoryBytes">The most bytes that a memory may grow to; -1 for no limit.</param>
    /// <exception cref="OperationFailedException">The engine refuses the module, or the library lacks a function.</exception>
    public static GuestModule Prepare(
        ConfiguredEngine engine, ReadOnlySpan<byte> module, IEnumerable<HostFunction> functions, Func<WasiFunctions, WasiWorld> world, long mostMemoryBytes = -1)
    {
        RefuseComponent(module);
        try
        {
            var runtime = new RuntimeFunctions(engine.Library);
            var compiled = engine.Compile(module, out var rejection);
            ThrowIfRefused(rejection);
            var guest = new GuestModule(engine, runtime, new ExecutionHost(runtime, functions), compiled) { MostMemoryBytes = mostMemoryBytes };
            try
            {
                guest.Link(world);
                return guest;
            }
            catch
            {
                guest.Dispose();
                throw;
            }
        }
        catch (EngineUnavailableException e)
        {
            throw new OperationFailedException(new OperationFailure(OutcomeKind.Rejected, $"cannot execute, because {e.Message}"));
        }
    }

    /// <summary>Refuses a component, which can be compiled and loaded only.</summary>
    /// <exception cref="OperationFailedException">The bytes are a component.</exception>
    internal static void RefuseComponent(ReadOnlySpan<byte> module)
    {
        if (CoreModules.IsComponent(module))
        {
            throw new OperationFailedException(new OperationFailure(OutcomeKind.Rejected, "a component is compiled and loaded here, and not executed: execute its core modules ('compilebench modules extract')"));
        }
    }

    /// <summary>Instantiates into a store: the one call that the operation <c>instantiate</c> times, where every import is a function.</summary>
    /// <returns>The engine's error, 0 for none.</returns>
    public nint Instantiate(nint context, nint linker, byte* instance, nint* trap)
    {
        UpperHalves.Clear();
        return linker == 0
            ? Runtime.PreparedInstantiate(_prepared, context, instance, trap)
            : Runtime.LinkerInstantiate(linker, context, _compiled, instance, trap);
    }

    /// <summary>
    /// A linker for one store, which provides the memories, tables and globals that the module imports with default values; 0 where it imports
    /// functions only.
    /// </summary>
    /// <exception cref="OperationFailedException">The engine cannot provide one of them.</exception>
    public nint LinkerFor(nint context)
    {
        if (_prepared != 0)
        {
            return 0;
        }

        var linker = Runtime.LinkerClone(_linker);
        var error = Runtime.LinkerDefineDefaults(linker, context, _compiled);
        if (error != 0)
        {
            Runtime.LinkerDelete(linker);
            ThrowIfRefused(_engine.Library.TakeMessage(error));
        }

        return linker;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_prepared != 0)
        {
            Runtime.PreparedDelete(_prepared);
        }

        if (_linker != 0)
        {
            Runtime.LinkerDelete(_linker);
        }

        if (_compiled != 0)
        {
            _engine.Delete(_compiled);
        }

        (_prepared, _linker, _compiled) = (0, 0, 0);
        Host.Dispose();
    }

    private void Link(Func<WasiFunctions, WasiWorld> world)
    {
        RuntimeFunctions.PointerVector imports;
        Runtime.ModuleImports(_compiled, &imports);
        var importsWasi = false;
        var onlyFunctions = true;
        try
        {
            for (nuint i = 0; i < imports.Size; i++)
            {
                var import = imports.Data[i];
                var module = Text(Runtime.ImportModule(import));
                importsWasi |= module.StartsWith(WasiPrefix, StringComparison.Ordinal);
                var type = Runtime.ImportType(import);
                if (Runtime.ExternKind(type) != FunctionKind)
                {
                    onlyFunctions = false;
                }
                else if (Provided(module, Text(Runtime.ImportName(import))) is { } function)
                {
                    Define(function, Runtime.ExternFunctionType(type));
                }
            }
        }
        finally
        {
            Runtime.ImportsDelete(&imports);
        }

        if (importsWasi)
        {
            var functions = new WasiFunctions(_engine.Library);
            ThrowIfError(functions.LinkerDefine(_linker));
            World = world(functions);
        }

        ThrowIfError(Runtime.LinkerDefineTraps(_linker, _compiled));
        if (onlyFunctions)
        {
            nint prepared = 0;
            ThrowIfError(Runtime.LinkerPrepare(_linker, _compiled, &prepared));
            _prepared = prepared;
        }
    }

    private HostFunction? Provided(string module, string name) => Host.Functions.FirstOrDefault(f => f.Module == module && f.Name == name);

    private void Define(HostFunction function, nint type)
    {
        var (module, name) = (Encoding.UTF8.GetBytes(function.Module), Encoding.UTF8.GetBytes(function.Name));
        fixed (byte* moduleText = module, nameText = name)
        {
            ThrowIfError(Runtime.LinkerDefineFunction(
                _linker, moduleText, (nuint)module.Length, nameText, (nuint)name.Length, type, ExecutionHost.CallCallback, Host.Bind(function), 0));
        }
    }

    private void ThrowIfError(nint error) => ThrowIfRefused(error == 0 ? null : _engine.Library.TakeMessage(error));

    private static void ThrowIfRefused(string? message)
    {
        if (OperationFailure.FromRejection(message) is { } failure)
        {
            throw new OperationFailedException(failure);
        }
    }

    private static string Text(WasmtimeLibrary.ByteVector* text) => Encoding.UTF8.GetString(text->Data, checked((int)text->Size));
}
