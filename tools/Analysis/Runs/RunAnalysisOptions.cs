using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Runs;

/// <summary>What an analysis of a run is asked to do.</summary>
public sealed record RunAnalysisOptions
{
    /// <summary>The operation whose times the analysis is about.</summary>
    public OperationDescription Operation { get; init; } = OperationDescription.Compile;

    /// <summary>The settings every ratio divides by.</summary>
    public string Baseline { get; init; } = SettingNames.Baseline;

    /// <summary>Which clock is judged.</summary>
    public TimeSource Source { get; init; } = TimeSource.Wall;

    /// <summary>How often bounds may miss, above 0 and below 1.</summary>
    public double Misrate { get; init; } = TimeEstimate.DefaultMisrate;

    /// <summary>The order of settings in tables and summaries; those not named follow by name.</summary>
    public IReadOnlyList<string> SettingsOrder { get; init; } = [];

    /// <summary>For each module its metrics by name; the fits are made against them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> ModuleMetrics { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();

    /// <summary>The metrics that time is fitted against.</summary>
    public IReadOnlyList<string> FitMetrics { get; init; } = [];
}
