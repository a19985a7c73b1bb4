using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Advice;

/// <summary>The lines of a program that configure an engine with a setting, for Wasmtime's .NET package and for its Rust crate. Tests compile and run the C# lines.</summary>
/// <param name="CSharp">C# statements that make <c>config</c>.</param>
/// <param name="Rust">Rust statements that make <c>config</c>.</param>
public sealed record ConfigurationLines(IReadOnlyList<string> CSharp, IReadOnlyList<string> Rust)
{
    private const string NewRust = "let mut config = wasmtime::Config::new();";
    private const string SinglePassCSharp = "NativeConfig.wasmtime_config_cranelift_regalloc_algorithm_set(NativeConfig.HandleOf(config), 1); // single pass";
    private const string SinglePassRust = "config.cranelift_regalloc_algorithm(wasmtime::RegallocAlgorithm::SinglePass);";

    /// <summary>
    /// The class that the C# lines call: setters that the managed API of Wasmtime lacks and its native library has.
    /// </summary>
    public static IReadOnlyList<string> NativeConfig { get; } =
    [
        "static class NativeConfig",
        "{",
        "    public static nint HandleOf(Config config) => ((SafeHandle)NativeHandle(config)).DangerousGetHandle();",
        "    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = \"get_NativeHandle\")]",
        "    [return: UnsafeAccessorType(\"Wasmtime.Config+Handle, Wasmtime.Dotnet\")]",
        "    private static extern object NativeHandle(Config config);",
        "    [DllImport(\"wasmtime\")] public static extern void wasmtime_config_strategy_set(nint config, byte strategy);",
        "    [DllImport(\"wasmtime\")] public static extern void wasmtime_config_cranelift_regalloc_algorithm_set(nint config, byte algorithm);",
        "    [DllImport(\"wasmtime\")] public static extern nint wasmtime_config_target_set(nint config, [MarshalAs(UnmanagedType.LPUTF8Str)] string target);",
        "}",
    ];

    /// <summary>What Wasmtime's documentation says against a setting; null where it says nothing.</summary>
    /// <param name="settings">The setting, with or without suffix.</param>
    public static string? WarningFor(string settings) => SettingNames.BaseName(settings) is SettingNames.SpeedSinglePass or SettingNames.NoneSinglePass
        ? "Wasmtime's documentation calls the single-pass register allocator not yet ready for production and advises against it where security matters"
        : null;

    /// <summary>The lines of a setting.</summary>
    /// <param name="settings">The setting, with or without suffix.</param>
    /// <exception cref="ArgumentException">There is no such setting.</exception>
    public static ConfigurationLines ForSettings(string settings) => SettingNames.BaseName(settings) switch
    {
        SettingNames.SpeedBacktracking => new(["var config = new Config(); // Wasmtime's defaults"], ["let config = wasmtime::Config::new(); // Wasmtime's defaults"]),
        SettingNames.SpeedSinglePass => new(["var config = new Config();", SinglePassCSharp], [NewRust, SinglePassRust]),
        SettingNames.NoneBacktracking => new([Level("None")], [NewRust, RustLevel("None")]),
        SettingNames.NoneSinglePass => new([Level("None"), SinglePassCSharp], [NewRust, RustLevel("None"), SinglePassRust]),
        SettingNames.SizeBacktracking => new([Level("SpeedAndSize")], [NewRust, RustLevel("SpeedAndSize")]),
        SettingNames.Winch => new(
            [
                "var config = new Config().WithRelaxedSIMD(false, false).WithWasmThreads(false).WithTailCalls(false)",
                "    .WithGc(false).WithExceptions(false).WithFunctionReferences(false); // Winch lacks these",
                "NativeConfig.wasmtime_config_strategy_set(NativeConfig.HandleOf(config), 2); // Winch",
            ],
            [NewRust, "config.strategy(wasmtime::Strategy::Winch);"]),
        SettingNames.Pulley => new(
            [
                "var config = new Config().WithWasmThreads(false); // Pulley lacks threads",
                "NativeConfig.wasmtime_config_target_set(NativeConfig.HandleOf(config), \"pulley64\");",
            ],
            [NewRust, "config.target(\"pulley64\")?;"]),
        _ => throw new ArgumentException($"there are no settings '{settings}'", nameof(settings)),
    };

    /// <summary>Whether the C# lines call <see cref="NativeConfig"/>.</summary>
    public bool NeedsNativeConfig => CSharp.Any(l => l.StartsWith(nameof(NativeConfig), StringComparison.Ordinal));

    private static string Level(string level) => $"var config = new Config().WithOptimizationLevel(OptimizationLevel.{level});";

    private static string RustLevel(string level) => $"config.cranelift_opt_level(wasmtime::OptLevel::{level});";
}
