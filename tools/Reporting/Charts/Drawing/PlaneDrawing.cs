using ScottPlot;
using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>Draws a <see cref="PlaneChart"/>.</summary>
internal sealed class PlaneDrawing : IChartDrawing
{
    private const float LaneHeight = 34;

    private readonly PlaneChart _chart;
    private readonly ChartSheet _sheet;
    private readonly IReadOnlyList<SeriesStyle> _styles;
    private readonly PlaneLegend _legend;
    private readonly bool _hasLane;

    public PlaneDrawing(PlaneChart chart)
    {
        _chart = chart;
        _sheet = new ChartSheet(chart, Width);
        _styles = SeriesStyle.For([.. chart.Series.Select(s => s.Name)]);
        _legend = new PlaneLegend(chart, _styles);
        _hasLane = chart.Series.Any(s => s.Points.Any(p => p.State == PointState.Failed));
    }

    public int Width => 1040;

    public int Height => 640;

    public void Draw(SKCanvas canvas, ChartTheme theme)
    {
        var pen = new ChartPen(canvas, theme);
        var top = _sheet.Top + 24;
        var bottom = _sheet.Bottom + 58;
        var dataHeight = Height - top - bottom;
        var (x, plainY) = Scales();
        var yTicks = AxisTicks.For(_chart.Y, plainY.Low, plainY.High, (int)(dataHeight / 34));
        var left = 34 + yTicks.Max(t => ChartPen.Measure(t.Label, ChartSheet.TickSize));
        var right = _legend.Width + 30;
        var widest = _chart.X.Categories.Select(c => Math.Min(PlotFrame.WidestLabel, ChartPen.Measure(c, ChartSheet.TickSize))).DefaultIfEmpty(60).Max();
        var xTicks = AxisTicks.For(_chart.X, x.Low, x.High, (int)((Width - left - right) / (widest + 18)));
        var y = _hasLane ? plainY.WithHeadroom(LaneHeight / dataHeight) : plainY;

        var plot = PlotFrame.Create(theme, new PixelPadding(left, right, bottom, top), x, y, xTicks, yTicks);
        PlotFrame.Draw(plot, new DataLayer(theme, (inner, area) => new PlanePainter(_chart, _styles, x, y, inner, area).Paint(_hasLane ? LaneHeight : 0)), canvas, Width, Height);

        _sheet.Draw(pen, Height);
        pen.Text(ChartPen.Fit(_chart.Y.Title, 13, Width - left - right), left, top - 9, 13, theme.Text, bold: true);
        pen.Text(_chart.X.Title, left + ((Width - left - right) / 2), Height - bottom + 42, 13, theme.Text, TextAnchor.Centre, bold: true);
        _legend.Draw(pen, Width - _legend.Width - 8, top, Height - bottom);
    }

    private (AxisScale X, AxisScale Y) Scales()
    {
        var points = _chart.Series.SelectMany(s => s.Points).ToList();
        var curves = _chart.Series.SelectMany(s => s.Curve).ToList();
        var xs = points.Select(p => p.X)
            .Concat(curves.Select(c => c.X))
            .Concat(_chart.Lines.Where(l => l.Kind == ReferenceKind.Vertical).Select(l => l.At));

        // The band is left out: a wide one would squeeze the points it is about.
        var ys = points.SelectMany(p => new[] { p.Y, p.Lower, p.Upper })
            .OfType<double>()
            .Concat(curves.Select(c => c.Y))
            .Concat(_chart.Lines.Where(l => l.Kind == ReferenceKind.Horizontal).Select(l => l.At));
        return (AxisScale.Around(_chart.X, xs, Shortest(_chart.X)), AxisScale.Around(_chart.Y, ys, Shortest(_chart.Y)));
    }

    // Ratios live close to 1, where a few per cent matter; a time axis of a few per cent would make noise look like news.
    private static double Shortest(ChartAxis axis) => !axis.IsLogarithmic ? 1e-9 : axis.Quantity == AxisQuantity.Ratio ? 0.04 : 0.3;
}
