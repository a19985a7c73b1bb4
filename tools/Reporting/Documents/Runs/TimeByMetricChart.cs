using CompileBench.Analysis.Runs;
using CompileBench.Analysis.Scaling;
using CompileBench.Reporting.Charts;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>Compile time against a metric of the modules, one series per setting, with the fitted power law and its band.</summary>
public static class TimeByMetricChart
{
    private const int CurveSteps = 40;
    private const string Points = "One point per module and setting, with the bounds of its time.";

    /// <summary>The chart for one engine.</summary>
    /// <param name="run">The run.</param>
    /// <param name="engine">Whose times.</param>
    /// <param name="metric">The metric's name.</param>
    /// <param name="name">The stem of the chart's files.</param>
    /// <returns>Null where no module with that metric has a time, nor a limit at which it was stopped.</returns>
    public static PlaneChart? ForEngine(RunData run, EngineAnalysis engine, string metric, string name)
    {
        var grid = EngineGrid.FromAnalysis(run.Analysis, engine);
        var series = grid.Settings.Select(s => Series(run, grid, s, metric)).Where(s => s.Points.Count > 0).ToList();
        if (!series.Exists(s => s.Points.Any(p => p.Y is not null)))
        {
            return null;
        }

        var chart = new PlaneChart
        {
            Name = name,
            Title = $"Compile time by {MetricNames.Phrase(metric)}, Wasmtime {engine.Engine}",
            Subtitle = Points,
            Caption = RunCaption.ForRecords(run.Manifest, [.. run.Records.Where(r => r.Engine == engine.Engine)]),
            X = MetricNames.Axis(metric),
            Y = new ChartAxis("Time of one warm compile, single-threaded unless +parallel", AxisQuantity.Time, IsLogarithmic: true),
            Series = series,
        };
        var banded = chart.FindBandedSeries();
        return banded.Count == 0 ? chart : chart with
        {
            Subtitle = $"{Points} Lines: fitted power laws; {(banded.Count == 1 ? "band" : "bands")}, of {string.Join(" and ", banded)}: where 95% of such modules would fall.",
        };
    }

    private static ChartSeries Series(RunData run, EngineGrid grid, string settings, string metric)
    {
        var sizes = grid.Modules.Select(m => (Module: m, X: run.Metric(m, metric))).Where(m => m.X is not null).Select(m => (m.Module, X: m.X!.Value)).ToList();
        var points = new List<ChartPoint>();
        foreach (var (module, x) in sizes)
        {
            if (grid.Cell(module, settings)?.Warm is { } warm)
            {
                points.Add(new ChartPoint(module, x, warm.Centre, PointState.Measured, warm.Bounds?.Lower, warm.Bounds?.Upper));
            }
        }

        var fit = PowerLawFit.Fit(points.Select(p => (p.X, p.Y!.Value)));
        foreach (var (module, x) in sizes)
        {
            if (grid.Ended(module, settings) is { } ended)
            {
                points.Add(new ChartPoint(module, x, ended.AtLeastNanoseconds, ended.AtLeastNanoseconds is null ? PointState.Failed : PointState.LowerBound));
            }
        }

        return new ChartSeries(settings, points) { Curve = Curve(fit), Detail = Detail(fit) };
    }

    /// <summary>The fitted law and its band at evenly spaced sizes within its range.</summary>
    internal static IReadOnlyList<CurvePoint> Curve(PowerLawFit? fit)
    {
        if (fit is null)
        {
            return [];
        }

        var ratio = fit.Range.Upper / fit.Range.Lower;
        return [.. Enumerable.Range(0, CurveSteps + 1).Select(i =>
        {
            var x = fit.Range.Lower * Math.Pow(ratio, (double)i / CurveSteps);
            var band = fit.PredictionBand(x);
            return new CurvePoint(x, fit.At(x), band.Lower, band.Upper);
        })];
    }

    private static string Detail(PowerLawFit? fit) =>
        fit is null
            ? "too few modules for a fit"
            : $"exponent {fit.Exponent:0.00} ({fit.ExponentBounds.Lower:0.00} to {fit.ExponentBounds.Upper:0.00})";
}
