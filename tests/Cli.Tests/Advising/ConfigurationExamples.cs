using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Wasmtime;

namespace CompileBench.Cli.Tests.Advising;

/// <summary>The C# lines that <c>advise</c> prints, compiled: a test compares them with what is printed, and makes an engine of each.</summary>
internal static class ConfigurationExamples
{
    public static Config SpeedBacktracking()
    {
        var config = new Config(); // Wasmtime's defaults
        return config;
    }

    public static Config SpeedSinglepass()
    {
        var config = new Config();
        NativeConfig.wasmtime_config_cranelift_regalloc_algorithm_set(NativeConfig.HandleOf(config), 1); // single pass
        return config;
    }

    public static Config NoneBacktracking()
    {
        var config = new Config().WithOptimizationLevel(OptimizationLevel.None);
        return config;
    }

    public static Config NoneSinglepass()
    {
        var config = new Config().WithOptimizationLevel(OptimizationLevel.None);
        NativeConfig.wasmtime_config_cranelift_regalloc_algorithm_set(NativeConfig.HandleOf(config), 1); // single pass
        return config;
    }

    public static Config SizeBacktracking()
    {
        var config = new Config().WithOptimizationLevel(OptimizationLevel.SpeedAndSize);
        return config;
    }

    public static Config Winch()
    {
        var config = new Config().WithRelaxedSIMD(false, false).WithWasmThreads(false).WithTailCalls(false)
            .WithGc(false).WithExceptions(false).WithFunctionReferences(false); // Winch lacks these
        NativeConfig.wasmtime_config_strategy_set(NativeConfig.HandleOf(config), 2); // Winch
        return config;
    }

    public static Config Pulley()
    {
        var config = new Config().WithWasmThreads(false); // Pulley lacks threads
        NativeConfig.wasmtime_config_target_set(NativeConfig.HandleOf(config), "pulley64");
        return config;
    }

    static class NativeConfig
    {
        public static nint HandleOf(Config config) => ((SafeHandle)NativeHandle(config)).DangerousGetHandle();
        [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_NativeHandle")]
        [return: UnsafeAccessorType("Wasmtime.Config+Handle, Wasmtime.Dotnet")]
        private static extern object NativeHandle(Config config);
        [DllImport("wasmtime")] public static extern void wasmtime_config_strategy_set(nint config, byte strategy);
        [DllImport("wasmtime")] public static extern void wasmtime_config_cranelift_regalloc_algorithm_set(nint config, byte algorithm);
        [DllImport("wasmtime")] public static extern nint wasmtime_config_target_set(nint config, [MarshalAs(UnmanagedType.LPUTF8Str)] string target);
    }
}
