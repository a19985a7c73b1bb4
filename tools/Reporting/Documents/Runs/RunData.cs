using CompileBench.Analysis.Runs;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>A run with everything a report is made of, read or recomputed from its files alone.</summary>
public sealed record RunData
{
    /// <summary>Module metrics of a run that has none.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> NoMetrics { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, double>>();

    private readonly Lazy<RunAnalysis> _analysis;
    private readonly Lazy<Dictionary<MeasuredCase, CaseCell>> _cells;

    /// <summary>Takes a run.</summary>
    /// <param name="manifest">What the run says of itself.</param>
    /// <param name="records">Its records, in file order.</param>
    /// <param name="moduleMetrics">For each module its metrics by name.</param>
    /// <param name="notices">What was wrong with its files, one line each.</param>
    public RunData(
        RunManifest manifest,
        IReadOnlyList<CaseRecord> records,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>? moduleMetrics = null,
        IReadOnlyList<string>? notices = null)
    {
        Manifest = manifest;
        ModuleMetrics = WithFileSizes(moduleMetrics ?? NoMetrics, manifest.Modules);
        Notices = notices ?? [];

        // A resumed run may hold a case twice: the later record counts.
        Records = [.. records.GroupBy(r => r.Case).Select(g => g.Last())];
        _analysis = new(() => RunAnalysis.FromRecords(Records, new RunAnalysisOptions { SettingsOrder = manifest.Settings, ModuleMetrics = ModuleMetrics }));
        _cells = new(() => Analysis.Engines.SelectMany(e => e.Rows).SelectMany(r => r.Cells.Values).ToDictionary(c => c.Record.Case));
    }

    /// <summary>What the run says of itself.</summary>
    public RunManifest Manifest { get; }

    /// <summary>Its records, one per case.</summary>
    public IReadOnlyList<CaseRecord> Records { get; }

    /// <summary>For each module its metrics by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> ModuleMetrics { get; }

    /// <summary>For each module its heaviest functions, heaviest first; a module may be missing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<HeavyFunction>> HeaviestFunctions { get; init; } = new Dictionary<string, IReadOnlyList<HeavyFunction>>();

    /// <summary>What was wrong with its files.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>Everything about its times.</summary>
    public RunAnalysis Analysis => _analysis.Value;

    /// <summary>The same analysis of another operation's times.</summary>
    public RunAnalysis AnalysisOf(OperationDescription operation) => RunAnalysis.FromRecords(Records, Analysis.Options with { Operation = operation });

    /// <summary>The estimates of a compiled case; null for any other.</summary>
    public CaseCell? Cell(CaseRecord record) => _cells.Value.GetValueOrDefault(record.Case);

    /// <summary>The first of these metrics that any module has; null where none has any.</summary>
    public string? FirstKnownMetric(params string[] metrics) =>
        metrics.FirstOrDefault(metric => ModuleMetrics.Values.Any(m => MetricNames.Find(m, metric) is > 0));

    /// <summary>A module's metric; null where it is not known or not above 0.</summary>
    public double? Metric(string module, string metric) =>
        ModuleMetrics.TryGetValue(module, out var metrics) && MetricNames.Find(metrics, metric) is > 0 and var value ? value : null;

    private static Dictionary<string, IReadOnlyDictionary<string, double>> WithFileSizes(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> metrics, IReadOnlyList<ModuleDescription> modules)
    {
        var all = metrics.ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal);
        foreach (var module in modules.Where(m => m.Bytes > 0))
        {
            var known = all.GetValueOrDefault(module.Name);
            if (known is null || MetricNames.Find(known, MetricNames.ModuleBytes) is null)
            {
                all[module.Name] = new Dictionary<string, double>(known ?? new Dictionary<string, double>()) { [MetricNames.ModuleBytes] = module.Bytes };
            }
        }

        return all;
    }
}
