using CompileBench.Modules.Wasm.Components;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Profiling;

/// <summary>Makes a module's profile in one streaming decode. Of functions it keeps only what the options ask for. Thread-safe.</summary>
public static class ModuleProfiler
{
    /// <summary>Profiles a module, or a component as the sum of its core modules.</summary>
    /// <param name="module">The bytes.</param>
    /// <param name="options">What to keep of single functions; by default the ten largest.</param>
    /// <exception cref="WasmDecodeException">The bytes are malformed. Modules that are merely invalid have a profile.</exception>
    public static unsafe ModuleProfile Profile(ReadOnlySpan<byte> module, ProfileOptions? options = null)
    {
        options ??= ProfileOptions.Default;
        ArgumentOutOfRangeException.ThrowIfNegative(options.HeaviestFunctions, nameof(options));
        if (!options.HeaviestBy.HasFunctionValue)
        {
            throw new ArgumentException($"functions have no metric '{options.HeaviestBy}' to be heavy by", nameof(options));
        }

        if (CoreModules.IsComponent(module))
        {
            return ComponentProfiler.Profile(module, options);
        }

        fixed (byte* address = module)
        {
            var profiler = new ProfilingVisitor(address, module.Length, options);
            ModuleDecoder.Decode(module, profiler);
            return profiler.Finish();
        }
    }
}
