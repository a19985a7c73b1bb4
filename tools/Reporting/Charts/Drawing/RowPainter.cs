using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>Paints the rows between the axes: the band, the reference, strips of dots, then estimates with their bounds.</summary>
internal sealed class RowPainter(RowChart chart, IReadOnlyList<SeriesStyle> styles, AxisScale x, ChartPen pen, DataArea area, float rowHeight)
{
    /// <summary>Paints everything.</summary>
    public void Paint()
    {
        if (chart.RelevanceBand is { } band)
        {
            pen.Box(new SKRect(Across(band.Lower), area.Rect.Top, Across(band.Upper), area.Rect.Bottom), pen.Theme.Grid.WithAlpha(150));
        }

        if (chart.Reference is { } reference)
        {
            pen.Line(Across(reference), area.Rect.Top, Across(reference), area.Rect.Bottom, pen.Theme.Muted, 1.4f, dashed: true);
        }

        for (var i = 0; i < chart.Rows.Count; i++)
        {
            var middle = area.Rect.Top + ((i + 0.5f) * rowHeight);
            PaintStrip(chart.Rows[i], styles[i], middle);
            PaintEstimate(chart.Rows[i], styles[i], middle);
        }
    }

    private float Across(double value) => area.Pixel(x.Coordinate(value), 0).X;

    private void PaintStrip(ChartRow row, SeriesStyle style, float middle)
    {
        var dots = row.Dots.Where(d => x.CanShow(d.Value)).Select(d => Across(d.Value)).Order().ToList();
        var radius = dots.Count switch { <= 40 => 4.2f, <= 120 => 3.2f, _ => 2.4f };
        var colour = style.On(pen.Theme).WithAlpha((byte)(dots.Count > 120 ? 120 : 170));
        var half = (rowHeight / 2) - radius - 3;
        var offsets = dots.Count <= 120 ? StripLayout.Swarm(dots, radius, half) : StripLayout.Cloud(dots, half);
        for (var i = 0; i < dots.Count; i++)
        {
            pen.Marker(style.Shape, dots[i], middle + offsets[i], radius, colour);
        }
    }

    private void PaintEstimate(ChartRow row, SeriesStyle style, float middle)
    {
        if (!x.CanShow(row.Estimate))
        {
            return;
        }

        var colour = row.Dots.Count > 0 ? pen.Theme.Text : style.On(pen.Theme);
        var at = Across(row.Estimate!.Value);
        if (row.Bounds is { } bounds && x.CanShow(bounds.Lower) && x.CanShow(bounds.Upper))
        {
            var (low, high) = (Across(bounds.Lower), Across(bounds.Upper));
            pen.Line(low, middle, high, middle, colour, 2.4f);
            pen.Line(low, middle - 6, low, middle + 6, colour, 2.4f);
            pen.Line(high, middle - 6, high, middle + 6, colour, 2.4f);
        }

        pen.Marker(row.Dots.Count > 0 || row.IsSummary ? MarkerShape.Diamond : style.Shape, at, middle, row.IsSummary ? 7 : row.Dots.Count > 0 ? 6.5f : 4.5f, colour);
    }
}
