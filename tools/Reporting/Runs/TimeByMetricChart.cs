using CompileBench.Analysis;
using CompileBench.Reporting.Charts;
using CompileBench.Results;

namespace CompileBench.Reporting.Runs;

/// <summary>Compile time against a metric of the modules, one series a setting, with the fitted power law and its band.</summary>
public static class TimeByMetricChart
{
    private const int CurveSteps = 40;

    /// <summary>The chart for one engine.</summary>
    /// <param name="run">The run.</param>
    /// <param name="engine">Whose times.</param>
    /// <param name="metric">The metric's name.</param>
    /// <param name="name">The stem of the chart's files.</param>
    /// <returns>Null where no compiled module has that metric.</returns>
    public static PlaneChart? Of(RunData run, EngineAnalysis engine, string metric, string name)
    {
        var notCompiled = run.Analysis.NotCompiled
            .Where(n => n.Case.Engine == engine.Engine && n.Case.Phase == CompileCase.CompilePhase)
            .ToLookup(n => n.Case.Settings, StringComparer.Ordinal);
        var series = engine.Settings.Select(s => Series(run, engine, s, metric, notCompiled[s])).Where(s => s.Points.Count > 0).ToList();
        if (series.Count == 0)
        {
            return null;
        }

        return new PlaneChart
        {
            Name = name,
            Title = $"Compile time by {MetricNames.Phrase(metric)}, Wasmtime {engine.Engine}",
            Subtitle = "One point a module and setting, with the bounds of its time. Lines: fitted power laws; bands: where 95% of such modules would fall.",
            Caption = RunCaption.Of(run.Manifest, [.. run.Records.Where(r => r.Engine == engine.Engine)]),
            X = MetricNames.Axis(metric),
            Y = new ChartAxis("Time of one warm compile, single-threaded unless +parallel", AxisQuantity.Time, IsLogarithmic: true),
            Series = series,
        };
    }

    private static ChartSeries Series(RunData run, EngineAnalysis engine, string settings, string metric, IEnumerable<NotCompiledCase> notCompiled)
    {
        var points = new List<ChartPoint>();
        foreach (var row in engine.Rows)
        {
            if (run.Metric(row.Module, metric) is { } x && row.Cells.TryGetValue(settings, out var cell) && cell.Warm is { } warm)
            {
                points.Add(new ChartPoint(row.Module, x, warm.Centre, PointState.Measured, warm.Bounds?.Lower, warm.Bounds?.Upper));
            }
        }

        var fit = PowerLawFit.Fit(points.Select(p => (p.X, p.Y!.Value)));
        foreach (var ended in notCompiled)
        {
            if (run.Metric(ended.Case.Module, metric) is { } x)
            {
                points.Add(new ChartPoint(ended.Case.Module, x, ended.AtLeastNanoseconds, ended.AtLeastNanoseconds is null ? PointState.Failed : PointState.LowerBound));
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
