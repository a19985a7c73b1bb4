using CompileBench.Analysis.Comparison;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Duel;

/// <summary>Why a duel ended.</summary>
public enum DuelEnd
{
    /// <summary>Every verdict was reached, or as many looks taken as there are.</summary>
    Settled,

    /// <summary>The time was up.</summary>
    TimeUp,

    /// <summary>Somebody asked it to stop.</summary>
    Interrupted,
}

/// <summary>Settings that are not judged because an engine does not support them.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Reason">What its artifact showed.</param>
public sealed record UnsupportedSettings(string Settings, string Engine, string Reason);

/// <summary>What a duel settled.</summary>
public sealed record DuelResult
{
    /// <summary>The baseline as it was probed.</summary>
    public required EngineDescription Baseline { get; init; }

    /// <summary>The candidate as it was probed.</summary>
    public required EngineDescription Candidate { get; init; }

    /// <summary>Every case by every metric; bounds hold all at once.</summary>
    public required IReadOnlyList<CompileTimeComparison> Comparisons { get; init; }

    /// <summary>Geometric means a metric and setting, and over all settings.</summary>
    public required IReadOnlyList<ComparisonSummary> Summaries { get; init; }

    /// <summary>What could not be judged under its own name.</summary>
    public required IReadOnlyList<UnsupportedSettings> Unsupported { get; init; }

    /// <summary>Why it ended.</summary>
    public required DuelEnd End { get; init; }

    /// <summary>How long it took, probing included.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Share of the time of measuring pairs that was spent inside measured compiles, 0 to 1; null where no pair was measured.</summary>
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
