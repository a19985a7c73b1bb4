using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Sharding;

namespace CompileBench.Measuring.Hunting;

/// <summary>What a hunt is asked to look for.</summary>
public sealed record HuntRequest
{
    /// <summary>How long a hunt takes when nothing else is said.</summary>
    public static readonly TimeSpan DefaultTime = TimeSpan.FromMinutes(30);

    /// <summary>What one compile of a hunt may cost. Modules are small: what takes longer is itself a finding.</summary>
    public static readonly OperationLimits DefaultLimits = new(TimeSpan.FromSeconds(5), 1_000_000_000);

    /// <summary>The engine whose compiles are looked at.</summary>
    public required EngineBuild Engine { get; init; }

    /// <summary>The engine that it is compared with; null to look for growth.</summary>
    public EngineBuild? Baseline { get; init; }

    /// <summary>The settings.</summary>
    public required IReadOnlyList<CompilerSettings> Settings { get; init; }

    /// <summary>The cost.</summary>
    public HuntMetric Metric { get; init; }

    /// <summary>Candidates follow from it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Which of several hunts of one seed this is; null for the only one.</summary>
    public ShardNumber? Shard { get; init; }

    /// <summary>How long this session takes.</summary>
    public TimeSpan Time { get; init; } = DefaultTime;

    /// <summary>The most candidates to screen in this session; null for as many as the time allows.</summary>
    public int? Candidates { get; init; }

    /// <summary>The most elites to measure again in this session; null for as many as the time allows.</summary>
    public int? Elites { get; init; }

    /// <summary>Modules, as they were named, whose functions motifs are taken from.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>Whether motifs are taken from the ladders as well.</summary>
    public bool UsesLadders { get; init; } = true;

    /// <summary>What one compile may cost.</summary>
    public OperationLimits Limits { get; init; } = DefaultLimits;

    /// <summary>The name of this machine; null for the host's.</summary>
    public string? Machine { get; init; }

    /// <summary>The parent of a new run's directory.</summary>
    public required string Out { get; init; }
}
