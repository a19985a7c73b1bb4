using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Results.Schema;

namespace CompileBench.Worker;

/// <summary>One loaded library with its engines by settings and the last operation it prepared; both are kept for the next request.</summary>
internal sealed class LoadedEngine(WasmtimeLibrary library) : IDisposable
{
    private readonly Dictionary<string, ConfiguredEngine> _engines = [];
    private (string Operation, string Settings, string Path, string? Digest, string? Workload)? _preparedFor;
    private PreparedOperation? _prepared;

    /// <summary>The engine of these settings.</summary>
    /// <exception cref="UnsupportedSettingException">There are no such settings, or the library cannot be given them.</exception>
    public ConfiguredEngine EngineFor(string settings)
    {
        if (!_engines.TryGetValue(settings, out var engine))
        {
            engine = CompilerSettings.TryParse(settings, out var known)
                ? new ConfiguredEngine(library, known)
                : throw new UnsupportedSettingException($"there are no settings named {settings}");
            _engines.Add(settings, engine);
        }

        return engine;
    }

    /// <summary>The operation of a request if it is the last one that was prepared; else null.</summary>
    public PreparedOperation? Find(WorkerRequest request) => _preparedFor == Key(request) ? _prepared : null;

    /// <summary>Prepares the operation of a request in place of the last one.</summary>
    /// <exception cref="OperationFailedException">There is no such operation, or the engine fails before the timed region.</exception>
    public PreparedOperation Prepare(WorkerRequest request, ReadOnlyMemory<byte> module)
    {
        _prepared?.Dispose();
        (_prepared, _preparedFor) = (null, null);
        var operation = MeasuredOperation.Find(request.Operation)
            ?? throw new OperationFailedException(new OperationFailure(OutcomeKind.Rejected, $"there is no operation named {request.Operation}"));
        _prepared = operation.Prepare(EngineFor(request.Settings), new OperationInput(module, request.ModulePath, request.WorkloadPath));
        _preparedFor = Key(request);
        return _prepared;
    }

    public void Dispose()
    {
        _prepared?.Dispose();
        foreach (var engine in _engines.Values)
        {
            engine.Dispose();
        }
    }

    private static (string, string, string, string?, string?) Key(WorkerRequest request) =>
        (request.Operation, request.Settings, request.ModulePath, request.ModuleDigest, request.WorkloadPath);
}
