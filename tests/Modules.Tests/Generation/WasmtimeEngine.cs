using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CompileBench.Modules.Wasm.Format;
using Wasmtime;

namespace CompileBench.Modules.Tests.Generation;

/// <summary>The real validator: a Wasmtime engine with every feature of WebAssembly 3.0 and threads switched on.</summary>
internal static partial class WasmtimeEngine
{
    private const byte Winch = 2;
    private static readonly Lazy<Engine> Everything = new(() => new Engine(WithEverything()));

    /// <summary>Wasmtime's message about an invalid module, or null for a valid one.</summary>
    public static string? Fault(ReadOnlySpan<byte> module) => Wasmtime.Module.Validate(Everything.Value, module);

    /// <summary>An engine that compiles with Winch. Create it only where a crash of the process does no harm on systems without Winch.</summary>
    public static Engine CreateWinch()
    {
        var config = new Config()
            .WithRelaxedSIMD(false, false).WithWasmThreads(false).WithTailCalls(false)
            .WithGc(false).WithExceptions(false).WithFunctionReferences(false);
        wasmtime_config_strategy_set(HandleOf(config), Winch);
        return new Engine(config);
    }

    /// <summary>An engine that compiles everything with Cranelift, as quickly as it can.</summary>
    public static Engine CreateCranelift()
    {
        var config = WithEverything();
        wasmtime_config_cranelift_regalloc_algorithm_set(HandleOf(config), 1);
        wasmtime_config_shared_memory_set(HandleOf(config), true);
        return new Engine(config.WithOptimizationLevel(OptimizationLevel.None));
    }

    /// <summary>An engine that validates modules of just these features (extended constants cannot be switched off).</summary>
    public static Engine CreateFor(WasmFeatures features)
    {
        bool Has(WasmFeatures feature) => features.HasFlag(feature);
        return new Engine(new Config()
            .WithMultiValue(Has(WasmFeatures.MultiValue)).WithRelaxedSIMD(Has(WasmFeatures.RelaxedSimd), false).WithSIMD(Has(WasmFeatures.Simd))
            .WithWasmThreads(Has(WasmFeatures.Threads)).WithTailCalls(Has(WasmFeatures.TailCalls)).WithGc(Has(WasmFeatures.Gc))
            .WithFunctionReferences(Has(WasmFeatures.FunctionReferences)).WithExceptions(Has(WasmFeatures.Exceptions))
            .WithReferenceTypes(Has(WasmFeatures.ReferenceTypes)).WithBulkMemory(Has(WasmFeatures.BulkMemory))
            .WithMemory64(Has(WasmFeatures.Memory64)).WithMultiMemory(Has(WasmFeatures.MultiMemory)));
    }

    private static Config WithEverything() =>
        new Config()
            .WithReferenceTypes(true).WithMultiValue(true).WithBulkMemory(true).WithSIMD(true).WithRelaxedSIMD(true, false)
            .WithWasmThreads(true).WithMultiMemory(true).WithMemory64(true)
            .WithTailCalls(true).WithFunctionReferences(true).WithGc(true).WithExceptions(true);

    private static nint HandleOf(Config config) => ((SafeHandle)NativeHandle(config)).DangerousGetHandle();

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_NativeHandle")]
    [return: UnsafeAccessorType("Wasmtime.Config+Handle, Wasmtime.Dotnet")]
    private static extern object NativeHandle(Config config);

    [LibraryImport("wasmtime")]
    private static partial void wasmtime_config_strategy_set(nint config, byte strategy);

    [LibraryImport("wasmtime")]
    private static partial void wasmtime_config_cranelift_regalloc_algorithm_set(nint config, byte algorithm);

    [LibraryImport("wasmtime")]
    private static partial void wasmtime_config_shared_memory_set(nint config, [MarshalAs(UnmanagedType.I1)] bool on);
}
