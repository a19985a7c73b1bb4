using CompileBench.Analysis.Policy.BreakEven;
using CompileBench.Analysis.Runs;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>The time of one compile and all runs against the number of runs, one line per setting, with the break-even points marked.</summary>
public static class TotalTimeChart
{
    /// <summary>The number of modules that get a chart in one report: there are four files per chart.</summary>
    public const int MostModules = 24;

    private const int CurveSteps = 48;
    private const double FewestRuns = 100;

    // A setting that pays later than this is named in the legend alone: the axis would leave no room for the other crossings.
    private const double MostRuns = 1e7;

    /// <summary>One chart per module that was compiled and executed under at least two settings, in the order of the tables.</summary>
    /// <param name="run">The run.</param>
    /// <param name="engine">Whose times.</param>
    /// <param name="suffix">The end of every chart's name.</param>
    public static IReadOnlyList<PlaneChart> ForModules(RunData run, EngineAnalysis engine, string suffix)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var points = BreakEvenTable.ForEngine(engine).ToLookup(p => p.Module, StringComparer.Ordinal);
        return [.. engine.Rows.Where(r => points.Contains(r.Module)).Take(MostModules).Select(r => ForModule(run, engine, r, [.. points[r.Module]], suffix))];
    }

    private static PlaneChart ForModule(RunData run, EngineAnalysis engine, ModuleRow row, IReadOnlyList<BreakEvenPoint> points, string suffix)
    {
        var costs = BreakEvenTable.CostsFor(row);
        var module = PlainText.Cut(row.Module, 40);
        var last = points.Select(p => p.Runs).Where(IsShown).DefaultIfEmpty(0).Max();
        var to = Math.Pow(10, Math.Ceiling(Math.Log10(Math.Max(FewestRuns, last * 3))));
        return new PlaneChart
        {
            Name = $"total-time-{FileNameText.FromText(row.Module)}{suffix}",
            Title = $"Total time of {module} by number of runs, Wasmtime {engine.Engine}",
            Subtitle = $"One compile and all runs. Ring: from there on the setting costs less in total than {costs[0].Settings}, which compiles this module fastest.",
            Caption = RunCaption.ForRecords(run.Manifest, [.. run.Records.Where(r => r.Engine == engine.Engine && r.Module == row.Module)]),
            X = new ChartAxis("Runs (log scale)", AxisQuantity.Count, IsLogarithmic: true),
            Y = new ChartAxis("Time of the compile and all runs (log scale)", AxisQuantity.Time, IsLogarithmic: true),
            MarkedMeans = "pays from here on",
            Series = [.. costs.Select(c => Series(c, points.FirstOrDefault(p => p.Settings == c.Settings), to))],
        };
    }

    private static ChartSeries Series(SettingCost cost, BreakEvenPoint? point, double to)
    {
        var pays = point is null ? "compiles fastest" : BreakEvenWords.Pays(point);
        return new ChartSeries(cost.Settings, point is not null && IsShown(point.Runs) ? [new ChartPoint(BreakEvenWords.Runs(point.Runs), point.Runs, cost.TotalAfter(point.Runs), PointState.Marked)] : [])
        {
            Curve = [.. Enumerable.Range(0, CurveSteps + 1).Select(i => Math.Pow(to, (double)i / CurveSteps)).Select(n => new CurvePoint(n, cost.TotalAfter(n)))],
            Detail = $"compile {DurationText.Format(cost.Compile)}, run {DurationText.Format(cost.Run)}: {pays}",
        };
    }

    private static bool IsShown(double runs) => runs is >= 1 and <= MostRuns;
}
