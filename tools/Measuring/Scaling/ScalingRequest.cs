using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>What a scaling run is asked to find out.</summary>
public sealed record ScalingRequest
{
    /// <summary>What one compile may take when nothing else is said: a fuzzer's minute under a sanitizer that makes it twenty times slower.</summary>
    public static readonly TimeSpan DefaultBudget = FuzzerBudget;

    /// <summary>How long a whole run may take when nothing else is said.</summary>
    public static readonly TimeSpan DefaultTimeLimit = TimeSpan.FromMinutes(20);

    /// <summary>The memory one compile may add when nothing else is said, in bytes.</summary>
    public const long DefaultMemoryLimit = 2_000_000_000;

    /// <summary>60 s at a twentieth of the speed.</summary>
    public static TimeSpan FuzzerBudget => TimeSpan.FromSeconds(60 / 20.0);

    /// <summary>The shapes, in the order they are measured.</summary>
    public required IReadOnlyList<LadderShape> Shapes { get; init; }

    /// <summary>The settings.</summary>
    public required IReadOnlyList<CompilerSettings> Settings { get; init; }

    /// <summary>The engines.</summary>
    public required IReadOnlyList<EngineBuild> Engines { get; init; }

    /// <summary>A ladder is grown until one compile takes longer than this.</summary>
    public TimeSpan Budget { get; init; } = DefaultBudget;

    /// <summary>A compile that adds more resident memory than this many bytes is killed, and its ladder grows no further.</summary>
    public long MemoryLimit { get; init; } = DefaultMemoryLimit;

    /// <summary>How long all of it may take: ladders that grow gently are grown less far where this is short.</summary>
    public TimeSpan TimeLimit { get; init; } = DefaultTimeLimit;

    /// <summary>Which part of the shapes asked for these are, canaries included; null for all of them.</summary>
    public ShardDescription? Shard { get; init; }

    /// <summary>The name of this machine; null for the host's.</summary>
    public string? Machine { get; init; }

    /// <summary>The parent of a new run's directory.</summary>
    public required string Out { get; init; }
}
