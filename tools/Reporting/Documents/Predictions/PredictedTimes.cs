using System.Globalization;
using System.Text;
using CompileBench.Analysis.Runs;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Predictions;

/// <summary>Predicted against measured times of one engine's cases: a chart, and the cases that lie outside their intervals.</summary>
public sealed class PredictedTimes
{
    private const int MostOutliers = 10;

    private readonly RunData _run;
    private readonly EngineAnalysis _engine;
    private readonly List<(PredictedCase Case, TimeEstimate Measured)> _cases;

    private PredictedTimes(RunData run, EngineAnalysis engine, List<(PredictedCase Case, TimeEstimate Measured)> cases)
    {
        (_run, _engine, _cases) = (run, engine, cases);
        Scale = SampleMedian.FromValues(cases.Select(c => c.Measured.Centre / c.Case.Nanoseconds.Value));
    }

    /// <summary>What predictions are multiplied by: the median of measured over predicted times. It tells how fast the run's machine was.</summary>
    public double Scale { get; }

    /// <summary>The cases whose measured time is not in the 90% interval, the farthest off first.</summary>
    public IReadOnlyList<(PredictedCase Case, double Measured, double Factor)> Outliers =>
    [
        .. _cases.Where(c => c.Measured.Centre < c.Case.Nanoseconds.Lower90 * Scale || c.Measured.Centre > c.Case.Nanoseconds.Upper90 * Scale)
            .Select(c => (c.Case, c.Measured.Centre, Factor: c.Measured.Centre / (c.Case.Nanoseconds.Value * Scale)))
            .OrderByDescending(c => Math.Abs(Math.Log(c.Factor))),
    ];

    /// <summary>The cases of an engine that were both predicted and measured; null where there are none.</summary>
    public static PredictedTimes? ForEngine(RunData run, EngineAnalysis engine, IEnumerable<PredictedCase> predictions)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(engine);
        var rows = engine.Rows.ToDictionary(r => r.Module, StringComparer.Ordinal);
        var cases = predictions.Where(p => p.Engine == engine.Engine && p.Nanoseconds.Value > 0)
            .Select(p => (Case: p, Measured: rows.GetValueOrDefault(p.Module)?.Cells.GetValueOrDefault(p.Settings)?.Warm))
            .Where(c => c.Measured is not null)
            .Select(c => (c.Case, c.Measured!))
            .ToList();
        return cases.Count == 0 ? null : new PredictedTimes(run, engine, cases);
    }

    /// <summary>The chart.</summary>
    /// <param name="name">The stem of its files.</param>
    public PlaneChart Chart(string name) => new()
    {
        Name = name,
        Title = $"Measured against predicted compile time, Wasmtime {_engine.Engine}",
        Subtitle = $"One point per module and setting; on the line, both are equal. {ScaleWords} {TrainingWords}",
        Caption = RunCaption.ForRecords(_run.Manifest, [.. _run.Records.Where(r => r.Engine == _engine.Engine)]),
        X = new ChartAxis("Predicted time of one warm compile", AxisQuantity.Time, IsLogarithmic: true),
        Y = new ChartAxis("Measured time of one warm compile", AxisQuantity.Time, IsLogarithmic: true),
        Lines = [new ReferenceLine(ReferenceKind.Diagonal, 0, "equal")],
        MarkedMeans = "outside its 90% interval",
        Series = [.. _cases.GroupBy(c => c.Case.Settings, StringComparer.Ordinal).OrderBy(g => _engine.Settings.ToList().IndexOf(g.Key)).Select(g => new ChartSeries(g.Key, [.. g.Select(Point)]))],
    };

    /// <summary>Appends the outliers.</summary>
    internal void Append(StringBuilder text)
    {
        var outliers = Outliers;
        text.Line($"## Predicted times, Wasmtime {MarkdownText.Name(_engine.Engine)}").Line();
        text.Line(string.Create(CultureInfo.InvariantCulture, $"{_cases.Count - outliers.Count} of {_cases.Count} measured times lie in the 90% interval of their prediction. {ScaleWords} {TrainingWords}")).Line();
        if (outliers.Count == 0)
        {
            return;
        }

        text.Line("| module | setting | predicted | 90% interval | measured | measured / predicted |");
        text.Line("|---|---|--:|--:|--:|--:|");
        foreach (var (one, measured, factor) in outliers.Take(MostOutliers))
        {
            var estimate = one.Nanoseconds;
            text.Line($"| {MarkdownText.Name(one.Module)} | {MarkdownText.Name(one.Settings)} | {Time(estimate.Value)} | {Time(estimate.Lower90)} to {Time(estimate.Upper90)} | {DurationText.Format(measured)} | {RatioText.Format(factor)} |");
        }

        if (outliers.Count > MostOutliers)
        {
            text.Line().Line($"{outliers.Count - MostOutliers} more lie outside of their interval by less.");
        }

        text.Line();
    }

    private string ScaleWords => string.Create(CultureInfo.InvariantCulture, $"Predictions are multiplied by {Scale:0.00}, the median of measured over predicted times.");

    private string TrainingWords => _cases.TrueForAll(c => c.Case.IsTraining)
        ? "The model was trained on this run, among others: for modules that a model has not seen, see results/findings/prediction.md."
        : "The model was not trained on this run.";

    private string Time(double nanoseconds) => DurationText.Format(nanoseconds * Scale);

    private ChartPoint Point((PredictedCase Case, TimeEstimate Measured) one)
    {
        var inside = one.Measured.Centre >= one.Case.Nanoseconds.Lower90 * Scale && one.Measured.Centre <= one.Case.Nanoseconds.Upper90 * Scale;
        return new ChartPoint(one.Case.Module, one.Case.Nanoseconds.Value * Scale, one.Measured.Centre, inside ? PointState.Measured : PointState.Marked, one.Measured.Bounds?.Lower, one.Measured.Bounds?.Upper);
    }
}
