using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Training;

/// <summary>What a training run measures.</summary>
public sealed record TrainingRequest
{
    /// <summary>Single functions of each real module when nothing else is said.</summary>
    public const int DefaultFunctions = 2;

    /// <summary>Warm rounds when nothing else is said.</summary>
    public const int DefaultRounds = 3;

    /// <summary>The modules.</summary>
    public required IReadOnlyList<CatalogEntry> Entries { get; init; }

    /// <summary>Which part of the modules asked for these are, canaries included; null for all of them.</summary>
    public ShardDescription? Shard { get; init; }

    /// <summary>The settings.</summary>
    public required IReadOnlyList<CompilerSettings> Settings { get; init; }

    /// <summary>The engine.</summary>
    public required EngineBuild Engine { get; init; }

    /// <summary>How many functions of each real module are measured alone, all other bodies being <c>unreachable</c>; from 0.</summary>
    public int Functions { get; init; } = DefaultFunctions;

    /// <summary>How often each case is measured warm after its cold compile, from 1.</summary>
    public int Rounds { get; init; } = DefaultRounds;

    /// <summary>What one compile may cost.</summary>
    public OperationLimits Limits { get; init; } = OperationLimits.Default;

    /// <summary>The name of this machine; null for the host's.</summary>
    public string? Machine { get; init; }

    /// <summary>The parent of a new run's directory.</summary>
    public required string Out { get; init; }
}
