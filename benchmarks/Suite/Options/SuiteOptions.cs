using CompileBench.Analysis.Policy;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Sharding;

namespace CompileBench.Benchmarks.Suite.Options;

/// <summary>What the user asked of the suite; everything else on the command line belongs to BenchmarkDotNet.</summary>
public sealed record SuiteOptions
{
    /// <summary>The suite's name or file; null when none was named, which means the default one unless modules were.</summary>
    public string? Suite { get; init; }

    /// <summary>Globs or files that name modules; empty for the whole suite.</summary>
    public IReadOnlyList<string> Modules { get; init; } = [];

    /// <summary>The settings, baseline first.</summary>
    public IReadOnlyList<CompilerSettings> Settings { get; init; } = CompilerSettings.All;

    /// <summary>Engines as they were named: <c>LABEL=PATH</c>, versions or <c>package</c>; empty for the package's.</summary>
    public IReadOnlyList<string> Engines { get; init; } = [];

    /// <summary>Time for the whole run; null where none was given.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Rounds to measure, from 1; null where no number was given.</summary>
    public int? Rounds { get; init; }

    /// <summary>Decides the order of the cases in every round.</summary>
    public int Seed { get; init; }

    /// <summary>Measuring time for one case in one round, without the start of its process.</summary>
    public TimeSpan CaseBudget { get; init; }

    /// <summary>Wall time of one compile before it is killed.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Resident memory one compile may add, in bytes; null for no limit.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>What every compile of the run is held against when it has ended.</summary>
    public CompileBudget Budget { get; init; } = CompileBudget.ForFuzzers;

    /// <summary>What every cold compile of the run is held against; null for nothing.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>What gives exit code 1.</summary>
    public IReadOnlySet<RunFailure> FailOn { get; init; } = new HashSet<RunFailure>();

    /// <summary>Whether each case is compiled once, to see which exceed a limit, and nothing is measured.</summary>
    public bool PreflightOnly { get; init; }

    /// <summary>Whether Sightglass' programs get their small input.</summary>
    public bool SmallWorkloads { get; init; }

    /// <summary>The run to complete; null for a new one.</summary>
    public string? Resume { get; init; }

    /// <summary>The name of this machine; null for the host's.</summary>
    public string? Machine { get; init; }

    /// <summary>Which part of the modules; null for all of them.</summary>
    public ShardNumber? Shard { get; init; }

    /// <summary>Where new run directories are made.</summary>
    public required string Out { get; init; }

    /// <summary>The names, without dashes, of the options that were on the command line.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    /// <summary>The arguments that are BenchmarkDotNet's.</summary>
    public IReadOnlyList<string> BenchmarkArguments { get; init; } = [];
}
