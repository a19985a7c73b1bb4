using CompileBench.Results.Schema;
using Wasmtime;

namespace CompileBench.Embedding.Tiering;

/// <summary>Makes the tier that a program can run at once.</summary>
internal static class FirstTier
{
    /// <summary>Compiles in this process: under Winch, else under Cranelift without optimisation.</summary>
    /// <exception cref="WasmtimeException">No setting accepts the module.</exception>
    public static ModuleTier CompileHere(ReadOnlySpan<byte> module, EngineConfiguration configuration)
    {
        try
        {
            return Compile(module, SettingNames.Winch, configuration.CreateConfig(EngineKind.Winch));
        }
        catch (WasmtimeException)
        {
            // Winch lacks features that Cranelift has. Where the module is at fault, Cranelift says so.
            return Compile(module, SettingNames.NoneBacktracking, configuration.CreateConfig(EngineKind.Cranelift).WithOptimizationLevel(OptimizationLevel.None));
        }
    }

    /// <summary>Loads an artifact into an engine of its kind.</summary>
    /// <exception cref="ArtifactLoadException">The engine does not load it.</exception>
    public static ModuleTier Load(int number, CompiledArtifact artifact, EngineConfiguration configuration)
    {
        var engine = configuration.CreateEngine(artifact.EngineKind);
        try
        {
            return new ModuleTier(number, artifact.Settings, engine, artifact.Load(engine));
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }

    private static ModuleTier Compile(ReadOnlySpan<byte> module, string settings, Config config)
    {
        var engine = new Engine(config.WithParallelCompilation(false));
        try
        {
            return new ModuleTier(1, settings, engine, Module.FromBytes(engine, "module", module));
        }
        catch
        {
            engine.Dispose();
            throw;
        }
    }
}
