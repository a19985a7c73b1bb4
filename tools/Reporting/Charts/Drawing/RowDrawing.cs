using CompileBench.Reporting.Language;
using ScottPlot;
using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>Draws a <see cref="RowChart"/>; its height follows the number of rows.</summary>
internal sealed class RowDrawing : IChartDrawing
{
    private const float LabelSize = 13;
    private const float WordsSize = 12;

    // A name of 200 characters from a foreign record is the only one that is cut.
    private const float WidestLabel = 640;
    private const float WidestWords = 420;
    private const float NarrowestData = 420;
    private const int UsualWidth = 1040;

    private readonly RowChart _chart;
    private readonly ChartSheet _sheet;
    private readonly IReadOnlyList<SeriesStyle> _styles;
    private readonly float _rowHeight;
    private readonly float _left;
    private readonly float _right;

    public RowDrawing(RowChart chart)
    {
        _chart = chart;
        var names = chart.Rows.Select(r => r.Series ?? r.Label).Distinct(StringComparer.Ordinal).ToList();
        var styles = SeriesStyle.For(names);
        _styles = [.. chart.Rows.Select(r => styles[names.IndexOf(r.Series ?? r.Label)])];
        _rowHeight = chart.Rows.Any(r => r.Dots.Count > 0) ? 52 : 24;
        _left = 34 + Math.Min(WidestLabel, Longest(chart.Rows, r => r.Label, LabelSize));
        _right = 30 + Math.Min(WidestWords, Longest(chart.Rows, r => r.Words ?? "", WordsSize));
        Width = Math.Max(UsualWidth, (int)Math.Ceiling(_left + NarrowestData + _right));
        _sheet = new ChartSheet(chart, Width);
    }

    public int Width { get; }

    public int Height => (int)(Top + (Math.Max(1, _chart.Rows.Count) * _rowHeight) + Bottom);

    private float Top => _sheet.Top + 22;

    private float Bottom => _sheet.Bottom + 60;

    public void Draw(SKCanvas canvas, ChartTheme theme)
    {
        var pen = new ChartPen(canvas, theme);
        var values = _chart.Rows.SelectMany(r => r.Dots.Select(d => (double?)d.Value).Concat([r.Estimate, r.Bounds?.Lower, r.Bounds?.Upper]))
            .Append(_chart.Reference).OfType<double>();
        if (_chart.RelevanceBand is { } band)
        {
            values = values.Concat([band.Lower, band.Upper]);
        }

        var x = AxisScale.Around(_chart.X, values, _chart.X.IsLogarithmic ? 0.02 : 1e-9);
        var y = AxisScale.Around(new ChartAxis("", AxisQuantity.Category, false) { Categories = [.. _chart.Rows.Select(r => r.Label)] }, [], 1);
        var dataWidth = Width - _left - _right;
        var xTicks = AxisTicks.For(_chart.X, x.Low, x.High, (int)(dataWidth / 70));
        var plot = PlotFrame.Create(theme, new PixelPadding(_left, _right, Bottom, Top), x, y, xTicks, []);
        PlotFrame.Draw(plot, new DataLayer(theme, (inner, area) => new RowPainter(_chart, _styles, x, inner, area, _rowHeight).Paint()), canvas, Width, Height);

        _sheet.Draw(pen, Height);
        DrawWords(pen);
        pen.Text(_chart.X.Title, _left + (dataWidth / 2), Height - Bottom + 42, LabelSize, theme.Text, TextAnchor.Centre, bold: true);
        DrawDirections(pen, x);
    }

    // Summaries are drawn in bold, which is wider.
    private static float Longest(IReadOnlyList<ChartRow> rows, Func<ChartRow, string> text, float size) =>
        rows.Select(r => ChartPen.Measure(PlainText.Cut(text(r), 400), size, r.IsSummary)).DefaultIfEmpty(0).Max() + 1;

    private void DrawWords(ChartPen pen)
    {
        for (var i = 0; i < _chart.Rows.Count; i++)
        {
            var row = _chart.Rows[i];
            var baseline = Top + ((i + 0.5f) * _rowHeight) + 4.5f;
            pen.Text(ChartPen.Fit(row.Label, LabelSize, _left - 30, row.IsSummary), _left - 12, baseline, LabelSize, pen.Theme.Text, TextAnchor.Right, row.IsSummary);
            pen.Text(ChartPen.Fit(row.Words ?? "", WordsSize, _right - 24, row.IsSummary), Width - _right + 12, baseline, WordsSize, pen.Theme.Text, bold: row.IsSummary);
        }
    }

    private void DrawDirections(ChartPen pen, AxisScale x)
    {
        if (_chart.Reference is not { } reference)
        {
            return;
        }

        var at = _left + ((Width - _left - _right) * (float)((x.Coordinate(reference) - x.From) / (x.To - x.From)));
        if (_chart.LeftMeans is { } left && at - _left > ChartPen.Measure(left, 12) + 40)
        {
            pen.Text(left, at - 10, Top - 8, 12, pen.Theme.Muted, TextAnchor.Right);
            pen.SideArrow(at - 10 - ChartPen.Measure(left, 12) - 20, Top - 12, toTheLeft: true, pen.Theme.Muted);
        }

        if (_chart.RightMeans is { } right && Width - _right - at > ChartPen.Measure(right, 12) + 40)
        {
            pen.Text(right, at + 10, Top - 8, 12, pen.Theme.Muted);
            pen.SideArrow(at + 10 + ChartPen.Measure(right, 12) + 20, Top - 12, toTheLeft: false, pen.Theme.Muted);
        }
    }
}
