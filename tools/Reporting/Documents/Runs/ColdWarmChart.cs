using CompileBench.Analysis.Runs;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>The first compile of a process against the later ones.</summary>
public static class ColdWarmChart
{
    /// <summary>The chart for one engine; null where no case has both.</summary>
    public static PlaneChart? ForEngine(RunData run, EngineAnalysis engine, string name)
    {
        var series = engine.Settings.Select(s => Series(engine, s)).OfType<ChartSeries>().ToList();
        return series.Count == 0 ? null : new PlaneChart
        {
            Name = name,
            Title = $"Cold against warm compiles, Wasmtime {engine.Engine}",
            Subtitle = "The first compile of a process pays for page faults and lazy initialisation; how far a point lies above the diagonal is what that costs.",
            Caption = RunCaption.ForRecords(run.Manifest, [.. run.Records.Where(r => r.Engine == engine.Engine)]),
            X = new ChartAxis("Warm compile", AxisQuantity.Time, IsLogarithmic: true),
            Y = new ChartAxis("First compile of a process", AxisQuantity.Time, IsLogarithmic: true),
            Lines = [new ReferenceLine(ReferenceKind.Diagonal, 0, "equal")],
            Series = series,
        };
    }

    private static ChartSeries? Series(EngineAnalysis engine, string settings)
    {
        var points = engine.Rows
            .Select(r => (r.Module, Cell: r.Cells.GetValueOrDefault(settings)))
            .Where(r => r.Cell?.Warm is not null && r.Cell.Cold is not null)
            .Select(r => (r.Module, Warm: r.Cell!.Warm!.Centre, Cold: r.Cell.Cold!.Centre))
            .ToList();
        return points.Count == 0 ? null : new ChartSeries(settings, [.. points.Select(p => new ChartPoint(p.Module, p.Warm, p.Cold))])
        {
            Detail = $"cold is {RatioText.Format(Math.Exp(points.Average(p => Math.Log(p.Cold / p.Warm))))} warm on average",
        };
    }
}
