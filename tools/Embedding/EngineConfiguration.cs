using Wasmtime;

namespace CompileBench.Embedding;

/// <summary>
/// What the program's engine has beside its compiler, where it differs from Wasmtime's defaults. An artifact loads only into an engine that has the same
/// features, fuel and epochs as the engine that compiled it. Immutable and thread-safe.
/// </summary>
public sealed record EngineConfiguration
{
    private static readonly Dictionary<string, Func<Config, bool, Config>> KnownFeatures = new(StringComparer.Ordinal)
    {
        ["bulk_memory"] = (c, on) => c.WithBulkMemory(on),
        ["exceptions"] = (c, on) => c.WithExceptions(on),
        ["function_references"] = (c, on) => c.WithFunctionReferences(on),
        ["gc"] = (c, on) => c.WithGc(on),
        ["memory64"] = (c, on) => c.WithMemory64(on),
        ["multi_memory"] = (c, on) => c.WithMultiMemory(on),
        ["multi_value"] = (c, on) => c.WithMultiValue(on),
        ["reference_types"] = (c, on) => c.WithReferenceTypes(on),
        ["simd"] = (c, on) => c.WithSIMD(on),
        ["tail_call"] = (c, on) => c.WithTailCalls(on),
        ["threads"] = (c, on) => c.WithWasmThreads(on),
    };

    private readonly IReadOnlyDictionary<string, bool> _features = new Dictionary<string, bool>();

    /// <summary>Wasmtime's defaults: <c>new Engine()</c>.</summary>
    public static EngineConfiguration Default { get; } = new();

    /// <summary>The names that <see cref="Features"/> may have.</summary>
    public static IReadOnlyCollection<string> FeatureNames => KnownFeatures.Keys;

    /// <summary>Whether compiled code consumes fuel: <c>Config.WithFuelConsumption(true)</c>.</summary>
    public bool ConsumesFuel { get; init; }

    /// <summary>Whether compiled code checks the engine's epoch: <c>Config.WithEpochInterruption(true)</c>.</summary>
    public bool HasEpochInterruption { get; init; }

    /// <summary>WebAssembly features that are switched on or off, by name, such as <c>threads</c>; features that are not named are as Wasmtime has them.</summary>
    /// <exception cref="ArgumentException">A name is not one of <see cref="FeatureNames"/>.</exception>
    public IReadOnlyDictionary<string, bool> Features
    {
        get => _features;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            _features = value.Keys.FirstOrDefault(name => !KnownFeatures.ContainsKey(name)) is { } unknown
                ? throw new ArgumentException($"there is no feature named '{unknown}': there are {string.Join(", ", FeatureNames)}", nameof(value))
                : value;
        }
    }

    /// <summary>The same as the C API names it, for the worker.</summary>
    internal IReadOnlyDictionary<string, bool> Switches
    {
        get
        {
            var switches = Features.ToDictionary(f => $"wasm_{f.Key}", f => f.Value);
            if (ConsumesFuel)
            {
                switches["consume_fuel"] = true;
            }

            if (HasEpochInterruption)
            {
                switches["epoch_interruption"] = true;
            }

            return switches;
        }
    }

    /// <summary>Creates an engine that loads artifacts compiled for this configuration. The caller disposes of it.</summary>
    /// <param name="kind">The kind of engine that the artifact needs.</param>
    /// <exception cref="NotSupportedException">The kind is <see cref="EngineKind.Pulley"/>: the Wasmtime package sets no target.</exception>
    public Engine CreateEngine(EngineKind kind) => new(CreateConfig(kind));

    /// <summary>The configuration of such an engine, for a program that sets more: nothing that changes compiled code. An engine made from it takes ownership.</summary>
    /// <param name="kind">The kind of engine that the artifact needs.</param>
    /// <exception cref="NotSupportedException">The kind is <see cref="EngineKind.Pulley"/>: the Wasmtime package sets no target.</exception>
    public Config CreateConfig(EngineKind kind)
    {
        if (kind == EngineKind.Pulley)
        {
            throw new NotSupportedException("the Wasmtime package cannot make a Pulley engine: load the artifact with the C API and target pulley64");
        }

        var config = new Config();
        if (kind == EngineKind.Winch)
        {
            WinchStrategy.Set(config);
        }

        if (ConsumesFuel)
        {
            config.WithFuelConsumption(true);
        }

        if (HasEpochInterruption)
        {
            config.WithEpochInterruption(true);
        }

        return Features.Aggregate(config, (c, feature) => KnownFeatures[feature.Key](c, feature.Value));
    }
}
