using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Charts.Drawing;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>One shape at many sizes: how cost grows, one series a setting, with the fitted law.</summary>
public static class LadderChart
{
    private const int ExponentialPoints = 17;

    /// <summary>The chart of one shape.</summary>
    /// <param name="laws">The shape's laws under one engine.</param>
    /// <param name="measure">Time or memory.</param>
    /// <param name="budget">The limit to draw, in nanoseconds or bytes; null for none.</param>
    /// <param name="caption">Where the figures come from.</param>
    /// <param name="name">The stem of the chart's files.</param>
    /// <returns>Null where no size has a value.</returns>
    public static PlaneChart? FromLaws(IReadOnlyList<LadderLaw> laws, LadderMeasure measure, double? budget, string caption, string name)
    {
        var series = laws.Select(l => Series(l, measure)).Where(s => s.Points.Count > 0).ToList();
        if (!series.Any(s => s.Points.Any(p => p.Y is not null)))
        {
            return null;
        }

        return new PlaneChart
        {
            Name = name,
            Title = $"{measure.Title} of {laws[0].Shape} by size, Wasmtime {laws[0].Engine}",
            Subtitle = "One shape at doubled sizes; k is the exponent in cost ~ size^k that decides the verdict, with bounds corrected for the number of laws: 1 is linear, 2 quadratic. The line is drawn where one law holds.",
            Caption = caption,
            X = new ChartAxis("Size of the shape (repetitions)", AxisQuantity.Count, IsLogarithmic: true),
            Y = measure.Axis,
            Series = series,
            Lines = budget is { } limit ? [new ReferenceLine(ReferenceKind.Horizontal, limit, $"budget {AxisTicks.Label(measure.Axis.Quantity, limit)}")] : [],
            HasDirectLabels = false,
        };
    }

    private static ChartSeries Series(LadderLaw law, LadderMeasure measure)
    {
        var growth = measure.Growth(law);
        return new ChartSeries(law.Settings, [.. growth.Points.Select(p => Point(law, p))])
        {
            Detail = LadderWords.Law(growth),
            Curve = Curve(growth),
        };
    }

    private static ChartPoint Point(LadderLaw law, ScalingPoint point)
    {
        var label = $"{law.Shape}@{point.Size:0}";
        if (point.Value is { } value)
        {
            var bounds = point.Centre!.Value.LogBounds(TimeEstimate.DefaultMisrate)?.Exp();
            return new ChartPoint(label, point.Size, value, PointState.Measured, bounds?.Lower, bounds?.Upper);
        }

        return new ChartPoint(label, point.Size, point.AtLeast, point.AtLeast is null ? PointState.Failed : PointState.LowerBound);
    }

    // A power law is a straight line on these axes: two points are enough.
    private static IReadOnlyList<CurvePoint> Curve(GrowthLaw growth)
    {
        IEnumerable<double> sizes = growth switch
        {
            { Exponential: { } exponential } => Enumerable.Range(0, ExponentialPoints)
                .Select(i => exponential.FromSize + ((exponential.ToSize - exponential.FromSize) * i / (ExponentialPoints - 1))),
            { Whole: { } k } => [k.FromSize, k.ToSize],
            _ => [],
        };
        return [.. sizes.Select(size => new CurvePoint(size, growth.At(size)!.Value))];
    }
}
