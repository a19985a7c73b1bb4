namespace CompileBench.Engines.Settings;

/// <summary>Turns <see cref="CompilerSettings"/> into the calls that set them, in order.</summary>
public static class ConfigPlan
{
    // The values of wasmtime.h: wasmtime_strategy_enum, wasmtime_opt_level_enum and wasmtime_regalloc_algorithm_enum.
    private const byte CraneliftStrategy = 1;
    private const byte WinchStrategy = 2;
    private const byte BacktrackingAllocator = 0;
    private const byte SinglePassAllocator = 1;

    /// <summary>
    /// The features of WebAssembly 3.0 and who takes them. An engine aborts the process when a feature its compiler lacks is on, so Winch
    /// and Pulley get what they accept; modules that need more are then rejected by them with an ordinary message.
    /// </summary>
    private static readonly (string Name, bool Cranelift, bool Pulley, bool Winch)[] Features =
    [
        ("bulk_memory", true, true, true),
        ("multi_value", true, true, true),
        ("simd", true, true, true),
        ("multi_memory", true, true, true),
        ("memory64", true, true, true),
        ("reference_types", true, true, true),
        ("relaxed_simd", true, true, false),
        ("tail_call", true, true, false),
        ("function_references", true, true, false),
        ("gc", true, true, false),
        ("exceptions", true, true, false),
        ("threads", true, false, false),
    ];

    /// <summary>The calls, in the order they are to be made.</summary>
    public static IReadOnlyList<ConfigCall> ForSettings(CompilerSettings settings)
    {
        var calls = new List<ConfigCall> { Switch("wasmtime_config_parallel_compilation_set", settings.Parallel) };
        foreach (var (name, cranelift, pulley, winch) in Features)
        {
            var on = settings.Strategy == Strategy.Winch ? winch : settings.Target is null ? cranelift : pulley;
            calls.Add(Switch($"wasmtime_config_wasm_{name}_set", on));
        }

        AddCompiler(calls, settings);
        return calls;
    }

    /// <summary>
    /// The calls for an engine whose artifacts another engine loads: the compiler as the settings say, and everything else as that engine has it. An
    /// artifact loads only where features and switches agree.
    /// </summary>
    /// <param name="settings">The settings.</param>
    /// <param name="switches">The other engine's switches that are not the library's defaults, by their name between <c>wasmtime_config_</c> and <c>_set</c>.</param>
    public static IReadOnlyList<ConfigCall> ForHost(CompilerSettings settings, IReadOnlyDictionary<string, bool> switches)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(switches);

        // The Wasmtime package switches the asynchronous component model off in every engine, and a core module needs none of it.
        var calls = new List<ConfigCall> { Switch("wasmtime_config_parallel_compilation_set", settings.Parallel), Switch("wasmtime_config_wasm_component_model_async_set", false) };
        calls.AddRange(switches.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => Number($"wasmtime_config_{s.Key}_set", s.Value ? (byte)1 : (byte)0)));
        AddCompiler(calls, settings);
        return calls;
    }

    private static void AddCompiler(List<ConfigCall> calls, CompilerSettings settings)
    {
        calls.AddRange(EngineKnob.All.Where(k => settings.Knobs.HasFlag(k.Knob)).SelectMany(k => k.Calls));
        if (settings.Strategy == Strategy.Winch)
        {
            calls.Add(Number("wasmtime_config_strategy_set", WinchStrategy));
            return;
        }

        calls.Add(Number("wasmtime_config_strategy_set", CraneliftStrategy));
        calls.Add(Number("wasmtime_config_cranelift_opt_level_set", (byte)settings.OptLevel!.Value));
        calls.Add(Allocator(settings.RegisterAllocator == RegisterAllocator.SinglePass));
        if (settings.Target is { } target)
        {
            calls.Add(new ConfigCall("wasmtime_config_target_set", new ConfigValue.Text(target), WhenAbsent.Refuse));
        }
    }

    // Before version 45 only the general flag setter reaches the allocator. It works in 44 and aborts the process in 36, which is why
    // every setting is tried in a child process before it is measured.
    private static ConfigCall Allocator(bool singlePass) =>
        new("wasmtime_config_cranelift_regalloc_algorithm_set", new ConfigValue.Number(singlePass ? SinglePassAllocator : BacktrackingAllocator), WhenAbsent.Skip)
        {
            Otherwise = singlePass
                ? new ConfigCall("wasmtime_config_cranelift_flag_set", new ConfigValue.Flag("regalloc_algorithm", "single_pass"), WhenAbsent.Refuse)
                : null,
        };

    private static ConfigCall Number(string setter, byte value) => new(setter, new ConfigValue.Number(value), WhenAbsent.Refuse);

    // A feature whose switch a library lacks is one its version does not know or always has: a module that needs it tells.
    private static ConfigCall Switch(string setter, bool on) => new(setter, new ConfigValue.Number(on ? (byte)1 : (byte)0), WhenAbsent.Skip);
}
