using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>Draws a <see cref="HeatMapChart"/>; its height follows the number of rows.</summary>
internal sealed class HeatMapDrawing : IChartDrawing
{
    private const float RowHeight = 22;
    private const float HeadHeight = 40;
    private const float ScaleHeight = 54;
    private const float LabelSize = 12;

    // Pale to strong in lightness, so that it also reads in grey and with every colour blindness.
    private static readonly SKColor[] LightRamp = [.. new[] { "#fdf6e8", "#fbd9a0", "#f3a951", "#cf6a1c", "#873308" }.Select(SKColor.Parse)];
    private static readonly SKColor[] DarkRamp = [.. new[] { "#1d252e", "#54401f", "#96621a", "#d9902c", "#ffd98a" }.Select(SKColor.Parse)];

    private readonly HeatMapChart _chart;
    private readonly ChartSheet _sheet;
    private readonly float _left;
    private readonly float _column;

    public HeatMapDrawing(HeatMapChart chart)
    {
        _chart = chart;
        _left = 34 + Math.Min(300, chart.Rows.Select(r => ChartPen.Measure(ChartPen.Fit(r.Label, LabelSize, 290), LabelSize)).DefaultIfEmpty(0).Max());
        _column = Math.Clamp((1000 - _left) / Math.Max(1, chart.Columns.Count), 64, 130);
        Width = (int)Math.Max(760, _left + (_column * chart.Columns.Count) + 24);
        _sheet = new ChartSheet(chart, Width);
    }

    public int Width { get; }

    public int Height => (int)(Top + (_chart.Rows.Count * RowHeight) + ScaleHeight + (_chart.Notes.Count * 16) + _sheet.Bottom + 10);

    private float Top => _sheet.Top + HeadHeight;

    public void Draw(SKCanvas canvas, ChartTheme theme)
    {
        var pen = new ChartPen(canvas, theme);
        ChartSheet.Clear(pen, Width, Height);
        _sheet.Draw(pen, Height);
        DrawHeads(pen);
        for (var i = 0; i < _chart.Rows.Count; i++)
        {
            DrawRow(pen, _chart.Rows[i], Top + (i * RowHeight));
        }

        DrawScale(pen, Top + (_chart.Rows.Count * RowHeight) + 16);
    }

    private void DrawHeads(ChartPen pen)
    {
        for (var c = 0; c < _chart.Columns.Count; c++)
        {
            var middle = _left + ((c + 0.5f) * _column);
            var lines = SplitHead(_chart.Columns[c]);
            for (var i = 0; i < lines.Count; i++)
            {
                pen.Text(ChartPen.Fit(lines[i], LabelSize, _column - 4), middle, Top - 8 - ((lines.Count - 1 - i) * 15), LabelSize, pen.Theme.Text, TextAnchor.Centre, bold: true);
            }
        }
    }

    // All heads are split or none: a mixture reads as if it meant something.
    private List<string> SplitHead(string head)
    {
        var dash = head.IndexOf('-', StringComparison.Ordinal);
        var isTight = _chart.Columns.Any(c => ChartPen.Measure(c, LabelSize, bold: true) > _column - 6);
        return dash > 0 && isTight ? [head[..(dash + 1)], head[(dash + 1)..]] : [head];
    }

    private void DrawRow(ChartPen pen, HeatMapRow row, float top)
    {
        pen.Text(ChartPen.Fit(row.Label, LabelSize, _left - 26), _left - 10, top + 15, LabelSize, pen.Theme.Text, TextAnchor.Right);
        for (var c = 0; c < row.Cells.Count; c++)
        {
            var cell = row.Cells[c];
            var box = SKRect.Create(_left + (c * _column) + 1, top + 1, _column - 2, RowHeight - 2);
            var colour = cell.Value is { } value && double.IsFinite(value) ? Colour(pen.Theme, value) : pen.Theme.Lane;
            pen.Box(box, colour);
            var ink = cell.Value is null ? pen.Theme.Muted : Luminance(colour) > 0.4 ? SKColor.Parse("#1a1f24") : SKColors.White;
            pen.Text(ChartPen.Fit(cell.Text, 11.5f, _column - 6, cell.IsStrong), box.MidX, top + 15, 11.5f, ink, TextAnchor.Centre, cell.IsStrong);
        }
    }

    private void DrawScale(ChartPen pen, float top)
    {
        const int Steps = 48;
        const float Wide = 240;
        for (var i = 0; i < Steps; i++)
        {
            var value = _chart.ScaleLow + ((_chart.ScaleHigh - _chart.ScaleLow) * (i + 0.5) / Steps);
            pen.Box(SKRect.Create(_left + (i * Wide / Steps), top, (Wide / Steps) + 0.6f, 10), Colour(pen.Theme, value));
        }

        pen.Text($"{_chart.ScaleLow:0.##}", _left, top + 24, 11, pen.Theme.Muted);
        pen.Text($"{_chart.ScaleHigh:0.##} or more", _left + Wide, top + 24, 11, pen.Theme.Muted, TextAnchor.Right);
        pen.Text(_chart.ScaleTitle, _left + Wide + 14, top + 10, 12, pen.Theme.Text);
        for (var i = 0; i < _chart.Notes.Count; i++)
        {
            pen.Text(ChartPen.Fit(_chart.Notes[i], 11, Width - _left - 20), _left, top + 44 + (i * 16), 11, pen.Theme.Muted);
        }
    }

    private SKColor Colour(ChartTheme theme, double value)
    {
        var ramp = theme.IsDark ? DarkRamp : LightRamp;
        var at = Math.Clamp((value - _chart.ScaleLow) / (_chart.ScaleHigh - _chart.ScaleLow), 0, 1) * (ramp.Length - 1);
        var index = Math.Min((int)at, ramp.Length - 2);
        var share = at - index;
        byte Mix(byte a, byte b) => (byte)Math.Round(a + ((b - a) * share));
        return new(Mix(ramp[index].Red, ramp[index + 1].Red), Mix(ramp[index].Green, ramp[index + 1].Green), Mix(ramp[index].Blue, ramp[index + 1].Blue));
    }

    // Relative luminance of WCAG 2.2.
    private static double Luminance(SKColor colour)
    {
        static double Linear(byte channel) => channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        return (0.2126 * Linear(colour.Red)) + (0.7152 * Linear(colour.Green)) + (0.0722 * Linear(colour.Blue));
    }
}
