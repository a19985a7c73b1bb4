using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Comparison.Duel;

/// <summary>The reason a duel ended.</summary>
public enum DuelEnd
{
    /// <summary>Every verdict was reached, or every planned look was taken.</summary>
    Settled,

    /// <summary>The time was up.</summary>
    TimeUp,

    /// <summary>A person or a signal stopped it.</summary>
    Interrupted,
}

/// <summary>Settings that are not judged because an engine does not support them.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Reason">The evidence from the engine's artifact.</param>
public sealed record UnsupportedSettings(string Settings, string Engine, string Reason);

/// <summary>The result of a duel.</summary>
public sealed record DuelResult
{
    /// <summary>The baseline as it was probed.</summary>
    public required EngineDescription Baseline { get; init; }

    /// <summary>The candidate as it was probed.</summary>
    public required EngineDescription Candidate { get; init; }

    /// <summary>What both engines did with each module; compile where the run does not state it.</summary>
    public OperationDescription Operation { get; init; } = OperationDescription.Compile;

    /// <summary>Every case by every metric; bounds hold all at once.</summary>
    public required IReadOnlyList<CompileTimeComparison> Comparisons { get; init; }

    /// <summary>Geometric means per metric and setting, and per metric over all settings.</summary>
    public required IReadOnlyList<ComparisonSummary> Summaries { get; init; }

    /// <summary>Settings that an engine does not support.</summary>
    public required IReadOnlyList<UnsupportedSettings> Unsupported { get; init; }

    /// <summary>Cases that are not compared: the settings refuse the module, or it has no workload.</summary>
    public required IReadOnlyList<SkippedCases> NotCompared { get; init; }

    /// <summary>Sentences for the report on how cases were measured, where that differs from the rule.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The reason it ended.</summary>
    public required DuelEnd End { get; init; }

    /// <summary>The time it took, including probing.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The share of the time of measuring pairs spent inside measured runs of the operation, 0 to 1; null where no pair was measured.</summary>
    public required double? MeasuredShare { get; init; }

    /// <summary>The run's directory, with every pair.</summary>
    public required string RunDirectory { get; init; }

    /// <summary>The manifest of the run.</summary>
    public required RunManifest Manifest { get; init; }

    /// <summary>The misrate and threshold of time and memory.</summary>
    public required ComparisonOptions Options { get; init; }

    /// <summary>The smallest relevant change of an instruction count, as a share.</summary>
    public required double InstructionThreshold { get; init; }

    /// <summary>The threshold a metric was judged by, as a share.</summary>
    public double ThresholdOf(ComparisonMetric metric) => metric == ComparisonMetric.Instructions ? InstructionThreshold : Options.Threshold;
}
