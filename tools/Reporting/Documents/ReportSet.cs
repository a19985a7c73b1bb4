using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.History;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Ladders;
using CompileBench.Reporting.Documents.Predictions;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Versions;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents;

/// <summary>One or several runs and everything that is drawn and said about them.</summary>
public sealed class ReportSet
{
    private readonly List<Chart> _charts = [];

    /// <summary>Takes runs and works everything out.</summary>
    /// <param name="runs">At least one run, in any order.</param>
    /// <param name="options">What is asked for.</param>
    /// <exception cref="ArgumentException">There is no run.</exception>
    public ReportSet(IReadOnlyList<RunData> runs, ReportOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(runs.Count, nameof(runs));
        Options = options ?? new ReportOptions();
        Runs = [.. runs.OrderBy(r => r.Manifest.StartedAt).ThenBy(r => r.Manifest.Run, StringComparer.Ordinal)];
        Combined = RunUnion.Join(Runs);
        Notes = RunUnion.Notes(Runs);
        Ladders = new LadderReport(Combined);
        Steps = FindSteps();
        Comparison = Steps.Count < 2 ? null : VersionComparison.BetweenSteps(Steps[0], Steps[^1], Options.RelevantChange, Combined.Manifest.Settings);
        History = Steps.Count < 3 ? null : RunHistory.FromRuns(
            [.. Steps.Select(s => new HistoryRun(s.Label, s.Host, [.. s.Compiles]))], [ComparisonMetric.Wall], new HistoryOptions { Threshold = Options.RelevantChange });
        Budget = BudgetReport.FromRecords(Combined.Records, Options.Budget);
        Deadline = Options.Deadline is { } deadline ? DeadlineReport.FromRecords(Combined.Records, deadline) : null;
        AddModuleCharts();
        AddVersionCharts();
    }

    /// <summary>What is asked for.</summary>
    public ReportOptions Options { get; }

    /// <summary>The runs, oldest first.</summary>
    public IReadOnlyList<RunData> Runs { get; }

    /// <summary>All runs as one, which tables and most charts are about.</summary>
    public RunData Combined { get; }

    /// <summary>Where several runs overlap or differ, one sentence each; empty for one run.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The ladders of all runs.</summary>
    public LadderReport Ladders { get; }

    /// <summary>Every engine of every run, oldest first.</summary>
    public IReadOnlyList<HistoryStep> Steps { get; }

    /// <summary>The newest engine against the oldest; null where there is one only or they share no case.</summary>
    public VersionComparison? Comparison { get; }

    /// <summary>Where cases changed their level; null for fewer than three steps.</summary>
    public RunHistory? History { get; }

    /// <summary>The compiles of all runs, the newest of each case, held against the budget.</summary>
    public BudgetReport Budget { get; }

    /// <summary>The cold compiles of all runs, the newest of each case, held against the deadline; null where there is none.</summary>
    public DeadlineReport? Deadline { get; }

    /// <summary>The charts of modules and versions; those of ladders are in <see cref="Ladders"/>.</summary>
    public IReadOnlyList<Chart> Charts => ChartNames.MakeUnique(_charts);

    private void AddModuleCharts()
    {
        var engines = Combined.Analysis.Engines;
        foreach (var engine in Combined.Manifest.Kind == RunKind.Scaling ? [] : engines)
        {
            var suffix = engines.Count == 1 ? "" : "-" + FileNameText.FromText(engine.Engine);
            // Without profiles the size of the file has to do.
            var metrics = Options.Metrics.Where(m => Combined.FirstKnownMetric(m) is not null).DefaultIfEmpty(MetricNames.ModuleBytes);
            foreach (var metric in metrics)
            {
                var stem = metric == MetricNames.CodeSectionBytes ? "code-size" : FileNameText.FromText(MetricNames.Words(metric));
                Add(TimeByMetricChart.ForEngine(Combined, engine, metric, $"compile-time-by-{stem}{suffix}"));
            }

            Add(SettingRatioChart.ForEngine(Combined, engine, $"time-relative-to-baseline{suffix}"));
            Add(TradeOffChart.ForCodeSize(Combined, engine, $"time-against-code-size{suffix}"));
            Add(TradeOffChart.ForPeakMemory(Combined, engine, $"time-against-peak-memory{suffix}"));
            Add(TradeOffChart.ForRunTime(Combined, engine, $"time-against-run-time{suffix}"));
            foreach (var chart in TotalTimeChart.ForModules(Combined, engine, suffix))
            {
                Add(chart);
            }

            Add(ColdWarmChart.ForEngine(Combined, engine, $"cold-against-warm{suffix}"));
            Add(PredictedTimes.ForEngine(Combined, engine, Options.Predictions)?.Chart($"measured-against-predicted{suffix}"));
        }
    }

    private void AddVersionCharts()
    {
        var caption = RunCaption.ForRecords(Combined.Manifest, [.. Runs.SelectMany(r => r.Records)]);
        Add(Comparison is null ? null : VersionChart.FromComparison(Comparison, caption, "version-ratios"));
        Add(History is null ? null : HistoryChart.FromSteps(Steps, History, Combined.Manifest.Settings, caption, "history"));
    }

    private void Add(Chart? chart)
    {
        if (chart is not null)
        {
            _charts.Add(chart);
        }
    }

    // Engines in the order in which runs list them; a label that occurs twice gets its day, and then its run.
    private List<HistoryStep> FindSteps()
    {
        var found = new List<(string Engine, RunData Run, IReadOnlyList<CaseRecord> Records)>();
        foreach (var run in Runs)
        {
            var order = run.Manifest.Engines.Select(e => e.Label).ToList();
            found.AddRange(run.Records.GroupBy(r => r.Engine, StringComparer.Ordinal)
                .OrderBy(g => order.IndexOf(g.Key)).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (g.Key, run, (IReadOnlyList<CaseRecord>)[.. g])));
        }

        var byDay = found.Select(f => $"{f.Engine} {RunCaption.Day(f.Run.Manifest.StartedAt)}").ToList();
        return
        [
            .. found.Select((f, i) => new HistoryStep(
                found.Count(o => o.Engine == f.Engine) == 1 ? f.Engine
                    : byDay.Count(d => d == byDay[i]) == 1 ? byDay[i]
                    : $"{f.Engine} {f.Run.Manifest.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}",
                RunCaption.SingleHost(f.Run.Manifest),
                f.Records)),
        ];
    }
}
