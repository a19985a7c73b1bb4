using CompileBench.Engines.Native;

namespace CompileBench.Embedding;

/// <summary>How a <see cref="BudgetedCompiler"/> works. Immutable and thread-safe.</summary>
public sealed record BudgetedCompilerOptions
{
    private static readonly Lazy<CompileCostModel?> PackagedModel = new(() => CompileCostModel.TryLoadFor(PackagedLibrary.Version));

    /// <summary>The native library of Wasmtime; null for that of the Wasmtime package. Artifacts load only into the same version.</summary>
    public string? LibraryPath { get; init; }

    /// <summary>The engine that artifacts are for, beside its compiler.</summary>
    public EngineConfiguration Configuration { get; init; } = EngineConfiguration.Default;

    /// <summary>The model that judges modules before they are compiled; null for none. By default the one that comes with this version, if there is one.</summary>
    public CompileCostModel? Model { get; init; } = DefaultModel;

    /// <summary>How many modules are compiled at once, from 1; further calls wait. By default the number of processors.</summary>
    public int MaxConcurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>How many worker processes are started before they are needed, from 0; by default 1. Each compiles one module and ends.</summary>
    public int SpareWorkers { get; init; } = 1;

    /// <summary>The model that comes with this version, read once; null where there is none.</summary>
    internal static CompileCostModel? DefaultModel => PackagedModel.Value;

    /// <summary>Finds the compiler's stage where a compile is stopped; null for nothing, which is not measured then.</summary>
    internal IStageSampler? StageSampler { get; init; }
}
