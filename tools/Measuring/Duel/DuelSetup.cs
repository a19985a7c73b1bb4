using CompileBench.Analysis.Comparison;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Workloads;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Duel;

/// <summary>What a duel was asked to settle.</summary>
public sealed record DuelSetup
{
    /// <summary>What a label gets where an engine meets itself, so that records can be told apart.</summary>
    public const string AgainSuffix = "-again";

    /// <summary>The denominator of every ratio.</summary>
    public required EngineBuild Baseline { get; init; }

    /// <summary>The numerator; its label differs from the baseline's.</summary>
    public required EngineBuild Candidate { get; init; }

    /// <summary>The modules, here on disk.</summary>
    public required IReadOnlyList<ModuleFetchResult.Available> Modules { get; init; }

    /// <summary>The settings.</summary>
    public required IReadOnlyList<CompilerSettings> Settings { get; init; }

    /// <summary>What both engines do with each module.</summary>
    public MeasuredOperation Operation { get; init; } = MeasuredOperation.Compile;

    /// <summary>The folder of the catalog, whose workload files say how its modules are executed; needed only where the operation needs a workload.</summary>
    public string CatalogFolder { get; init; } = "";

    /// <summary>What is judged, none twice.</summary>
    public IReadOnlyList<ComparisonMetric> Metrics { get; init; } = [ComparisonMetric.Wall, ComparisonMetric.Cpu, ComparisonMetric.Memory];

    /// <summary>How long the whole may take, probing included.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Misrate and threshold of time and memory.</summary>
    public ComparisonOptions Options { get; init; } = new();

    /// <summary>The smallest relevant change of an instruction count, as a share.</summary>
    public double InstructionThreshold { get; init; } = CountComparison.DefaultThreshold;

    /// <summary>What one run of the operation may cost.</summary>
    public OperationLimits Limits { get; init; } = OperationLimits.Default;

    /// <summary>Orders follow from it.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Which part of the modules asked for these are, canaries included; null for all of them.</summary>
    public ShardDescription? Shard { get; init; }

    /// <summary>The suite that was named; null for none.</summary>
    public string? Suite { get; init; }

    /// <summary>The modules as they were named; empty for a whole suite.</summary>
    public IReadOnlyList<string> ModulePatterns { get; init; } = [];

    /// <summary>The name of this machine; null for the host's.</summary>
    public string? Machine { get; init; }

    /// <summary>The folder in which the run's directory is made.</summary>
    public required string RunsFolder { get; init; }

    /// <summary>
    /// What a worker is asked to do with a module. The digest was checked when the module was fetched; checking it again in every process would cost
    /// as much as a small compile.
    /// </summary>
    internal OperationRequest RequestFor(ModuleFetchResult.Available module, string settings, bool summarize) => new(
        Operation, settings, module.Path, null, Summarize: summarize, WorkloadPath: Operation.NeedsWorkload ? ModuleWorkloads.FileFor(CatalogFolder, module.Entry) : null);

    /// <summary>The options of the part that has these metrics: the misrate is shared out by how many metrics a part has.</summary>
    internal ComparisonOptions OptionsFor(IReadOnlyCollection<ComparisonMetric> part) =>
        Options with { SuiteMisrate = Options.SuiteMisrate * part.Count / Metrics.Count };

    /// <summary>The second of two engines to be set against the first: the same library gets a label of its own.</summary>
    public static EngineBuild Opponent(EngineBuild baseline, EngineBuild candidate)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(candidate);
        return candidate.Label != baseline.Label ? candidate
            : candidate.Digest == baseline.Digest ? candidate with { Label = baseline.Label + AgainSuffix }
            : throw new UsageException($"both engines are called '{baseline.Label}' and are not the same library: results could not be told apart");
    }
}
