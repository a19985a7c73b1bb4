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
    private (string Operation, string Engine, string Path, string? Digest, string? Workload)? _preparedFor;
    private PreparedOperation? _prepared;

    /// <summary>The engine that a request needs.</summary>
    /// <exception cref="UnsupportedSettingException">There are no such settings, or the library cannot be given them.</exception>
    public ConfiguredEngine EngineFor(WorkerRequest request)
    {
        var name = NameOfEngine(request);
        if (!_engines.TryGetValue(name, out var engine))
        {
            engine = CompilerSettings.TryParse(request.Settings, out var known)
                ? new ConfiguredEngine(library, known, request.Artifact is { } artifact ? ConfigPlan.ForHost(known, artifact.Switches) : ConfigPlan.ForSettings(known))
                : throw new UnsupportedSettingException($"there are no settings named {request.Settings}");
            _engines.Add(name, engine);
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
        _prepared = operation.Prepare(EngineFor(request), new OperationInput(module, request.ModulePath, request.WorkloadPath));
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

    // An artifact's engine is configured as its owner's, any other one as the suite measures.
    private static string NameOfEngine(WorkerRequest request) => request.Artifact is { } artifact
        ? $"{request.Settings} for {string.Join(',', artifact.Switches.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}"))}"
        : request.Settings;

    private static (string, string, string, string?, string?) Key(WorkerRequest request) =>
        (request.Operation, NameOfEngine(request), request.ModulePath, request.ModuleDigest, request.WorkloadPath);
}
