using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Runs;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>Every setting's time relative to the baseline's: a strip of modules and their geometric mean with bounds.</summary>
public static class SettingRatioChart
{
    /// <summary>The chart for one engine.</summary>
    /// <param name="run">The run.</param>
    /// <param name="engine">Whose times.</param>
    /// <param name="name">The stem of the chart's files.</param>
    /// <returns>Null where no setting has a ratio.</returns>
    public static RowChart? ForEngine(RunData run, EngineAnalysis engine, string name)
    {
        if (engine.Summaries.Count == 0)
        {
            return null;
        }

        var baseline = run.Analysis.Options.Baseline;
        return new RowChart
        {
            Name = name,
            Title = $"What each setting saves, Wasmtime {engine.Engine}",
            Subtitle = $"Each mark: a module's compile time over its time under {baseline}. Diamond: geometric mean, with 95% bounds for similar modules{(engine.Summaries.Any(s => SettingClaim.BoundsFor(s) != s.Bounds) ? ", or for exactly these modules where there are no others or it is not clear even for these" : "")}.",
            Caption = RunCaption.ForRecords(run.Manifest, [.. run.Records.Where(r => r.Engine == engine.Engine)]),
            X = new ChartAxis($"Compile time relative to {baseline} (log scale)", AxisQuantity.Ratio, IsLogarithmic: true),
            Reference = 1,
            LeftMeans = "faster",
            RightMeans = "slower",
            Rows = [.. engine.Summaries.Select(s => Row(engine, s))],
        };
    }

    private static ChartRow Row(EngineAnalysis engine, SettingSummary summary) => new(summary.Settings)
    {
        Dots =
        [
            .. engine.Rows
                .Where(r => r.Cells.TryGetValue(summary.Settings, out var cell) && cell.Ratio is not null)
                .Select(r => new RowDot(r.Module, r.Cells[summary.Settings].Ratio!.Ratio)),
        ],
        Estimate = summary.Ratio,
        Bounds = SettingClaim.BoundsFor(summary) is { } b ? new ValueRange(b.Lower, b.Upper) : null,
        Words = SettingClaim.Label(summary),
    };
}
