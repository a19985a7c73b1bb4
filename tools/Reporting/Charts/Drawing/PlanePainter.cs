using CompileBench.Reporting.Language;
using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>Paints a plane's data between its axes: bands, then curves, then spreads, then points, then words where there is room.</summary>
internal sealed class PlanePainter(PlaneChart chart, IReadOnlyList<SeriesStyle> styles, AxisScale x, AxisScale y, ChartPen pen, DataArea area)
{
    private const float WidestLabel = 260;

    private readonly List<SKRect> _occupied = [];
    private readonly IReadOnlyList<string> _banded = chart.FindBandedSeries();

    /// <summary>Paints everything.</summary>
    /// <param name="laneHeight">The height of the lane at the top for cases without a value; 0 for none.</param>
    public void Paint(float laneHeight)
    {
        if (laneHeight > 0)
        {
            PaintLane(laneHeight);
        }

        Each((series, style) => PaintBand(series, style.On(pen.Theme)));
        PaintReferences();
        Each((series, style) => PaintCurve(series, style.On(pen.Theme)));
        var count = chart.Series.Sum(s => s.Points.Count);
        var radius = count switch { <= 100 => 5f, <= 500 => 4f, <= 1500 => 3.2f, _ => 2.5f };
        var alpha = (byte)(count <= 300 ? 255 : count <= 1500 ? 200 : 140);
        Each((series, style) => PaintPoints(series, style, radius, alpha));
        if (chart.HasDirectLabels)
        {
            PaintLabels();
        }
    }

    private void Each(Action<ChartSeries, SeriesStyle> paint)
    {
        for (var i = 0; i < chart.Series.Count; i++)
        {
            paint(chart.Series[i], styles[i]);
        }
    }

    private SKPoint Pixel(double px, double py) => area.Pixel(x.Coordinate(px), y.Coordinate(py));

    private void PaintLane(float height)
    {
        var rect = new SKRect(area.Rect.Left, area.Rect.Top, area.Rect.Right, area.Rect.Top + height - 6);
        pen.Box(rect, pen.Theme.Lane);
        Each((series, style) =>
        {
            var index = chart.Series.ToList().IndexOf(series);
            foreach (var point in series.Points.Where(p => p.State == PointState.Failed && x.CanShow(p.X)))
            {
                var px = area.Pixel(x.Coordinate(point.X), y.From).X;
                var step = (rect.Height - 10) / Math.Max(1, chart.Series.Count - 1);
                pen.FailedMark(px, rect.Top + 5 + (index * step), 3.6f, style.On(pen.Theme));
            }
        });
    }

    private void PaintBand(ChartSeries series, SKColor colour)
    {
        var band = series.Curve.Where(c => y.CanShow(c.Lower) && y.CanShow(c.Upper)).ToList();
        if (band.Count >= 2 && _banded.Contains(series.Name))
        {
            pen.Band([.. band.Select(c => Pixel(c.X, c.Upper!.Value))], [.. band.Select(c => Pixel(c.X, c.Lower!.Value))], colour.WithAlpha(38));
        }
    }

    private void PaintCurve(ChartSeries series, SKColor colour)
    {
        var curve = series.Curve.Where(c => y.CanShow(c.Y)).Select(c => Pixel(c.X, c.Y)).ToList();
        pen.Polyline(curve, colour.WithAlpha(200), 1.8f);
        KeepClear(curve);
        if (series.IsConnected)
        {
            pen.Polyline([.. Shown(series).OrderBy(p => p.X).Select(p => Pixel(p.X, p.Y!.Value))], colour.WithAlpha(130), 1.4f);
        }
    }

    // Words keep off the line: it is covered with small boxes.
    private void KeepClear(List<SKPoint> curve)
    {
        foreach (var (from, to) in curve.Zip(curve.Skip(1)))
        {
            var steps = (int)Math.Ceiling(SKPoint.Distance(from, to) / 8);
            for (var i = 0; i < steps; i++)
            {
                var share = (i + 0.5f) / steps;
                _occupied.Add(SKRect.Create(from.X + ((to.X - from.X) * share) - 3, from.Y + ((to.Y - from.Y) * share) - 3, 6, 6));
            }
        }
    }

    private IEnumerable<ChartPoint> Shown(ChartSeries series) =>
        series.Points.Where(p => p.State != PointState.Failed && x.CanShow(p.X) && y.CanShow(p.Y));

    private void PaintPoints(ChartSeries series, SeriesStyle style, float radius, byte alpha)
    {
        var colour = style.On(pen.Theme).WithAlpha(alpha);
        foreach (var point in Shown(series))
        {
            var at = Pixel(point.X, point.Y!.Value);
            if (y.CanShow(point.Lower) && y.CanShow(point.Upper))
            {
                var (low, high) = (Pixel(point.X, point.Lower!.Value).Y, Pixel(point.X, point.Upper!.Value).Y);
                pen.Line(at.X, low, at.X, high, colour.WithAlpha((byte)(alpha * 2 / 3)), 1.3f);
                _occupied.Add(new SKRect(at.X - 2, high - 2, at.X + 2, low + 2));
            }

            if (point.State == PointState.LowerBound)
            {
                pen.LowerBoundArrow(at.X, at.Y, Math.Min(20, Math.Max(12, at.Y - area.Rect.Top)), colour);
            }
            else
            {
                if (point.State == PointState.Marked)
                {
                    pen.Marker(MarkerShape.Ring, at.X, at.Y, radius + 4, pen.Theme.Text);
                }

                pen.Marker(style.Shape, at.X, at.Y, radius, colour);
            }

            var above = point.State == PointState.LowerBound ? 22 : radius + 1;
            _occupied.Add(new SKRect(at.X - radius - 1, at.Y - above, at.X + radius + 1, at.Y + radius + 1));
        }
    }

    private void PaintReferences()
    {
        foreach (var line in chart.Lines)
        {
            var colour = pen.Theme.Muted;
            var rect = area.Rect;
            switch (line.Kind)
            {
                case ReferenceKind.Horizontal when y.CanShow(line.At):
                    var height = Pixel(x.Low, line.At).Y;
                    pen.Line(rect.Left, height, rect.Right, height, colour, 1.2f, dashed: true);
                    _occupied.Add(new SKRect(rect.Left, height - 1, rect.Right, height + 1));
                    Write(line.Label, rect.Left + 8, height - 5);
                    break;
                case ReferenceKind.Vertical when x.CanShow(line.At):
                    var across = Pixel(line.At, y.Low).X;
                    pen.Line(across, rect.Top, across, rect.Bottom, colour, 1.2f, dashed: true);
                    _occupied.Add(new SKRect(across - 1, rect.Top, across + 1, rect.Bottom));
                    Write(line.Label, across + 5, rect.Bottom - 8);
                    break;
                case ReferenceKind.Diagonal:
                    var from = Math.Max(x.From, y.From);
                    var to = Math.Min(x.To, y.To);
                    if (to > from)
                    {
                        var (a, b) = (area.Pixel(from, from), area.Pixel(to, to));
                        pen.Line(a.X, a.Y, b.X, b.Y, colour, 1.2f, dashed: true);
                        KeepClear([a, b]);
                        Write(line.Label, a.X + ((b.X - a.X) * 0.08f) + 10, a.Y + ((b.Y - a.Y) * 0.08f) + 6);
                    }

                    break;
            }
        }
    }

    private void Write(string label, float left, float baseline)
    {
        pen.Text(label, left, baseline, 11, pen.Theme.Muted);
        _occupied.Add(new SKRect(left, baseline - 11, left + ChartPen.Measure(label, 11), baseline + 3));
    }

    // One label a module, above its highest point, largest first, and only where it covers nothing.
    private void PaintLabels()
    {
        var highest = chart.Series.SelectMany(Shown)
            .GroupBy(p => p.Label, StringComparer.Ordinal)
            .Select(g => g.MaxBy(p => p.Y)!)
            .OrderByDescending(p => p.Y)
            .Take(60);
        var left = 25;
        foreach (var point in highest)
        {
            // A label that has no room is left out: half a name may be another module's.
            var text = point.Label;
            var width = ChartPen.Measure(PlainText.Cut(text, 400), 11);
            if (width > WidestLabel)
            {
                continue;
            }

            var at = Pixel(point.X, point.Y!.Value);
            if (left > 0 && Free(at, width) is { } box)
            {
                pen.Text(text, box.Left + 2, box.Bottom - 4, 11, pen.Theme.Muted);
                _occupied.Add(box);
                left--;
            }
        }
    }

    private SKRect? Free(SKPoint at, float width)
    {
        ReadOnlySpan<SKPoint> corners =
        [
            new(at.X - (width / 2) - 2, at.Y - 24), new(at.X - width - 12, at.Y - 8), new(at.X + 8, at.Y - 8),
            new(at.X - width, at.Y - 22), new(at.X + 4, at.Y - 22),
        ];
        foreach (var corner in corners)
        {
            var box = SKRect.Create(corner.X, corner.Y, width + 4, 15);
            var inside = box.Left > area.Rect.Left && box.Right < area.Rect.Right && box.Top > area.Rect.Top && box.Bottom < area.Rect.Bottom;
            if (inside && !_occupied.Exists(o => o.IntersectsWith(box)))
            {
                return box;
            }
        }

        return null;
    }
}
