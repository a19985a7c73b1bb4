using System.Reflection;
using System.Runtime.InteropServices;
using Wasmtime;

namespace CompileBench.Embedding;

/// <summary>Sets the strategy Winch, which the library has and the Wasmtime package's enumeration of strategies leaves out.</summary>
internal static partial class WinchStrategy
{
    // WASMTIME_STRATEGY_WINCH of wasmtime.h.
    private const byte Winch = 2;

    private static readonly PropertyInfo? NativeHandle = typeof(Config).GetProperty("NativeHandle", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>Sets it.</summary>
    /// <exception cref="NotSupportedException">The Wasmtime package hides the configuration's handle in another way than the version that this one was made for.</exception>
    public static void Set(Config config)
    {
        var handle = NativeHandle?.GetValue(config) as SafeHandle
            ?? throw new NotSupportedException($"the Wasmtime package {typeof(Config).Assembly.GetName().Version} gives no access to its configuration, so no Winch engine can be made");
        SetStrategy(handle.DangerousGetHandle(), Winch);
        GC.KeepAlive(config);
    }

    [LibraryImport("wasmtime", EntryPoint = "wasmtime_config_strategy_set")]
    private static partial void SetStrategy(nint config, byte strategy);
}
