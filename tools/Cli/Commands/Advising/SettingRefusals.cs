using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Modules.Wasm.Components;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands.Advising;

/// <summary>
/// Finds the settings that refuse a module, by validating it in guarded workers: much cheaper than a compile. The engine validates no components: these are
/// compiled.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="cancellation">Ends the work.</param>
internal sealed class SettingRefusals(EngineBuild engine, CancellationToken cancellation) : IDisposable
{
    private readonly WorkerSlot _slot = new(engine.LibraryPath, null);

    /// <summary>The settings that refuse the module, each with the reason.</summary>
    /// <param name="module">The module.</param>
    /// <param name="settings">The settings to try.</param>
    public IReadOnlyDictionary<string, string> Find(AdvisedModule module, IReadOnlyList<string> settings)
    {
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);

        // Cranelift's settings for this machine accept the same modules; Winch and Pulley lack parts of WebAssembly.
        foreach (var alike in settings.GroupBy(s => SettingNames.IsAveraged(s) ? SettingNames.Baseline : s))
        {
            if (Reason(module, alike.First()) is { } reason)
            {
                alike.ToList().ForEach(s => refused[s] = reason);
            }
        }

        return refused;
    }

    /// <inheritdoc/>
    public void Dispose() => _slot.Dispose();

    private string? Reason(AdvisedModule module, string settings)
    {
        var operation = CoreModules.IsComponent(module.Bytes) ? MeasuredOperation.Compile : MeasuredOperation.Validate;
        var request = new OperationRequest(operation, settings, module.Path, null);
        return _slot.Run(request, OperationLimits.Default, cancellation) switch
        {
            Outcome.Completed => null,
            Outcome.Rejected rejected => $"refused: {rejected.Reason}",
            { } other => $"{other.Kind.Describe().Name}: {other.Message}",
        };
    }
}
