using ScottPlot;
using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>What is drawn inside a plot's axes: the seam between ScottPlot, which lays the axes out, and the pen, which draws the data.</summary>
internal sealed class DataLayer(ChartTheme theme, Action<ChartPen, DataArea> draw) : IPlottable
{
    public bool IsVisible { get; set; } = true;

    public IAxes Axes { get; set; } = ScottPlot.Axes.Default;

    public IEnumerable<LegendItem> LegendItems => [];

    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    public void Render(RenderPack rp) =>
        draw(new ChartPen(rp.Canvas, theme), new DataArea(rp.DataRect, (x, y) => new SKPoint(Axes.GetPixelX(x), Axes.GetPixelY(y))));
}

/// <summary>The area within the axes.</summary>
/// <param name="Rect">Its edges in pixels.</param>
/// <param name="Pixel">From plot coordinates to pixels.</param>
internal sealed record DataArea(PixelRect Rect, Func<double, double, SKPoint> Pixel);
