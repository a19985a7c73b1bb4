using System.Text;
using CompileBench.Engines.Native;

namespace CompileBench.Engines.Settings;

/// <summary>Turns <see cref="CompilerSettings"/> into a <c>wasm_config_t</c> by calling the setters the library has.</summary>
internal static unsafe class NativeConfig
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

    /// <summary>A fresh configuration; an engine made from it takes ownership.</summary>
    /// <exception cref="UnsupportedSettingException">The library lacks a setter that these settings need.</exception>
    public static nint Build(WasmtimeLibrary library, CompilerSettings settings)
    {
        var config = library.ConfigNew();
        try
        {
            SetSwitch(library, config, "wasmtime_config_parallel_compilation_set", settings.Parallel);
            foreach (var (name, cranelift, pulley, winch) in Features)
            {
                var on = settings.Strategy == Strategy.Winch ? winch : settings.Target is null ? cranelift : pulley;
                SetSwitch(library, config, $"wasmtime_config_wasm_{name}_set", on);
            }

            SetStrategy(library, config, settings);
            return config;
        }
        catch
        {
            library.ConfigDelete(config);
            throw;
        }
    }

    private static void SetStrategy(WasmtimeLibrary library, nint config, CompilerSettings settings)
    {
        if (settings.Strategy == Strategy.Winch)
        {
            SetNumber(library, config, "wasmtime_config_strategy_set", WinchStrategy);
            return;
        }

        SetNumber(library, config, "wasmtime_config_strategy_set", CraneliftStrategy);
        SetNumber(library, config, "wasmtime_config_cranelift_opt_level_set", (byte)settings.OptLevel!.Value);
        SetRegisterAllocator(library, config, settings);
        if (settings.Target is { } target)
        {
            SetTarget(library, config, target);
        }
    }

    private static void SetRegisterAllocator(WasmtimeLibrary library, nint config, CompilerSettings settings)
    {
        const string setter = "wasmtime_config_cranelift_regalloc_algorithm_set";
        var singlePass = settings.RegisterAllocator == RegisterAllocator.SinglePass;
        if (library.Has(setter))
        {
            SetNumber(library, config, setter, singlePass ? SinglePassAllocator : BacktrackingAllocator);
        }
        else if (singlePass)
        {
            // Before version 45 only the general flag setter reaches it. It works in 44 and aborts the process in 36, which is
            // why every setting is tried in a child process before it is measured.
            var set = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, void>)Address(library, "wasmtime_config_cranelift_flag_set");
            fixed (byte* flag = "regalloc_algorithm\0"u8, value = "single_pass\0"u8)
            {
                set(config, flag, value);
            }
        }
    }

    private static void SetTarget(WasmtimeLibrary library, nint config, string target)
    {
        var set = (delegate* unmanaged[Cdecl]<nint, byte*, nint>)Address(library, "wasmtime_config_target_set");
        fixed (byte* text = Encoding.UTF8.GetBytes(target + '\0'))
        {
            var error = set(config, text);
            if (error != 0)
            {
                throw new UnsupportedSettingException($"the library refuses target {target}: {library.TakeMessage(error)}");
            }
        }
    }

    private static void SetNumber(WasmtimeLibrary library, nint config, string setter, byte value) =>
        ((delegate* unmanaged[Cdecl]<nint, byte, void>)Address(library, setter))(config, value);

    // A feature whose switch a library lacks is one its version does not know or always has: a module that needs it tells.
    private static void SetSwitch(WasmtimeLibrary library, nint config, string setter, bool on)
    {
        var address = library.Find(setter);
        if (address != 0)
        {
            ((delegate* unmanaged[Cdecl]<nint, byte, void>)address)(config, on ? (byte)1 : (byte)0);
        }
    }

    private static nint Address(WasmtimeLibrary library, string setter) =>
        library.Find(setter) is var address && address != 0
            ? address
            : throw new UnsupportedSettingException($"the library does not export {setter}");
}

/// <summary>Settings an engine cannot be given; the message is the reason.</summary>
public sealed class UnsupportedSettingException(string message) : Exception(message);
