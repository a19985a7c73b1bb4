using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Reporting.Documents.Predictions;
using CompileBench.Reporting.Documents.Runs;

namespace CompileBench.Reporting.Documents;

/// <summary>What a report is asked for.</summary>
public sealed record ReportOptions
{
    /// <summary>The module metrics that compile time is charted against; those that no module has are passed over.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [MetricNames.CodeSectionBytes];

    /// <summary>The smallest change between versions that matters, as a share: 0.02 is 2%.</summary>
    public double RelevantChange { get; init; } = 0.02;

    /// <summary>Whether files for other tools are written as well: they repeat every sample, so they are larger than the rest together.</summary>
    public bool WritesExchangeFiles { get; init; }

    /// <summary>What every compile is held against; a fuzzer's where nothing else is asked.</summary>
    public CompileBudget Budget { get; init; } = CompileBudget.ForFuzzers;

    /// <summary>The predicted times of cases; empty where none are shown.</summary>
    public IReadOnlyList<PredictedCase> Predictions { get; init; } = [];

    /// <summary>What every cold compile is held against; null for nothing.</summary>
    public TimeSpan? Deadline { get; init; }
}
