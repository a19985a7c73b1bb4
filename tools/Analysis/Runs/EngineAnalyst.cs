using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Runs;

/// <summary>Makes one engine's part of an analysis from its records.</summary>
internal sealed class EngineAnalyst(string engine, IReadOnlyList<CaseRecord> records, RunAnalysisOptions options)
{
    // Rounds of different operations have different cases: each operation has a table of its own.
    private readonly Dictionary<string, RoundEstimates?> _rounds = records
        .GroupBy(r => r.Operation, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => RoundEstimates.FromRecords([.. g], options), StringComparer.Ordinal);

    internal EngineAnalysis Analyse()
    {
        ModuleRow[] rows = records
            .GroupBy(r => r.Module, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(RowOf)
            .Where(row => row.Cells.Count > 0 || row.Validate is not null)
            .ToArray();
        string[] settings = rows.SelectMany(r => r.Cells.Keys).Distinct(StringComparer.Ordinal)
            .OrderBy(RankOf).ThenBy(s => s, StringComparer.Ordinal).ToArray();
        SettingSummary[] summaries = settings.Where(s => s != options.Baseline).Select(s => SummaryOf(s, rows)).OfType<SettingSummary>().ToArray();
        SettingFit[] fits = options.FitMetrics.SelectMany(metric => settings.Select(s => FitOf(s, metric, rows))).ToArray();
        return new EngineAnalysis(engine, settings, rows, summaries, fits) { Rounds = Rounds?.Table };
    }

    private RoundEstimates? Rounds => _rounds.GetValueOrDefault(options.Operation.Name);

    private ModuleRow RowOf(IGrouping<string, CaseRecord> module)
    {
        CaseRecord[] compiled = module.Where(r => r.Operation == options.Operation.Name && r.Outcome == OutcomeKind.Completed).ToArray();
        TimeEstimate? baseline = compiled.Where(r => r.Settings == options.Baseline).Select(r => TimeOf(r, SampleKind.Warm)).FirstOrDefault();

        // The floor and the executions stand beside the operation that the report is about, and beside no other.
        CaseRecord[] beside = options.Operation.Role == OperationRole.Subject ? [.. module] : [];
        TimeEstimate? validate = beside.Where(r => OperationDescription.RoleOf(r.Operation) == OperationRole.Floor).Select(r => TimeOf(r, SampleKind.Warm)).FirstOrDefault();
        var runs = beside.Where(r => OperationDescription.RoleOf(r.Operation) == OperationRole.Execution && r.Outcome == OutcomeKind.Completed)
            .ToDictionary(r => r.Settings, r => TimeOf(r, SampleKind.Warm), StringComparer.Ordinal);
        var instances = beside.Where(r => r.Operation == OperationNames.Instantiate && r.Outcome == OutcomeKind.Completed)
            .ToDictionary(r => r.Settings, r => TimeOf(r, SampleKind.Warm), StringComparer.Ordinal);
        return new ModuleRow(module.Key, validate, compiled.ToDictionary(
            r => r.Settings, r => CellOf(r, baseline) with { Run = runs.GetValueOrDefault(r.Settings), Instantiate = instances.GetValueOrDefault(r.Settings) }, StringComparer.Ordinal));
    }

    private CaseCell CellOf(CaseRecord record, TimeEstimate? baseline)
    {
        TimeEstimate? warm = TimeOf(record, SampleKind.Warm);
        bool comparable = warm is not null && baseline is not null && record.Settings != options.Baseline;
        RatioEstimate? ratio = comparable ? RatioEstimate.Between(warm!, baseline!, options.Misrate) : null;
        ratio = Rounds is null ? ratio : Rounds.RatioOf(record, ratio);
        return new CaseCell(record, warm, TimeOf(record, SampleKind.Cold), ratio);
    }

    private SettingSummary? SummaryOf(string settings, IEnumerable<ModuleRow> rows)
    {
        ModuleRatio[] ratios = rows
            .Where(r => r.Cells.TryGetValue(settings, out CaseCell? cell) && cell.Ratio is not null)
            .Select(r => new ModuleRatio(r.Module, r.Cells[settings].Ratio!))
            .ToArray();
        SettingSummary? summary = SettingSummary.FromRatios(settings, ratios, options.Misrate);
        return Rounds is null ? summary : Rounds.SummaryOf(summary);
    }

    private SettingFit FitOf(string settings, string metric, IEnumerable<ModuleRow> rows)
    {
        var points = new List<ModulePoint>();
        foreach (ModuleRow row in rows)
        {
            if (row.Cells.TryGetValue(settings, out CaseCell? cell) && cell.Warm is { } warm
                && options.ModuleMetrics.TryGetValue(row.Module, out IReadOnlyDictionary<string, double>? metrics)
                && metrics.TryGetValue(metric, out double x) && x > 0)
            {
                points.Add(new ModulePoint(row.Module, x, warm.Centre));
            }
        }

        return new SettingFit(settings, metric, points, PowerLawFit.Fit(points.Select(p => (p.X, p.Nanoseconds)), options.Misrate));
    }

    private TimeEstimate? TimeOf(CaseRecord record, SampleKind kind)
    {
        TimeEstimate? estimate = TimeEstimate.From(record, kind, options.Source, options.Misrate);
        return kind == SampleKind.Warm && _rounds.GetValueOrDefault(record.Operation) is { } rounds ? rounds.TimeOf(record, estimate) : estimate;
    }

    private int RankOf(string settings) => settings == options.Baseline ? -1 : SettingNames.RankIn(options.SettingsOrder, settings);
}
