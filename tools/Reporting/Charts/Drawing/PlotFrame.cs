using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>An empty ScottPlot in our clothes: fixed layout, our font, quiet axes, ticks that were chosen beforehand.</summary>
internal static class PlotFrame
{
    /// <summary>How wide a tick's label may be, in pixels; a longer one is cut.</summary>
    public const float WidestLabel = 190;

    /// <summary>The plot, ready for its data layer.</summary>
    public static Plot Create(ChartTheme theme, PixelPadding padding, AxisScale x, AxisScale y, IReadOnlyList<AxisTick> xTicks, IReadOnlyList<AxisTick> yTicks)
    {
        BundledFont.Register();
        var plot = new Plot();
        plot.Font.Set(BundledFont.Family);
        plot.FigureBackground.Color = ToScottPlot(theme.Background);
        plot.DataBackground.Color = ToScottPlot(theme.Background);
        plot.Layout.Fixed(padding);
        plot.Axes.SetLimits(x.From, x.To, y.From, y.To);
        plot.Axes.Top.IsVisible = false;
        plot.Axes.Right.IsVisible = false;
        Dress(plot.Axes.Bottom, theme, x, xTicks);
        Dress(plot.Axes.Left, theme, y, yTicks);
        plot.Grid.MajorLineColor = ToScottPlot(theme.Grid);
        plot.Grid.MinorLineColor = ToScottPlot(theme.MinorGrid);
        plot.Grid.MajorLineWidth = 1;
        plot.Grid.MinorLineWidth = 1;
        return plot;
    }

    /// <summary>Draws the plot and the data in it, once.</summary>
    public static void Draw(Plot plot, DataLayer layer, SKCanvas canvas, int width, int height)
    {
        // ScottPlot draws everything again when the first pass has changed its layout, on top of what is there:
        // in an SVG each word would stand twice. So the layout settles on a canvas that nobody sees.
        var whole = new PixelRect(0, width, height, 0);
        using (var nowhere = new SKNoDrawCanvas(width, height))
        {
            plot.RenderManager.Render(nowhere, whole);
        }

        plot.Add.Plottable(layer);
        plot.RenderManager.Render(canvas, whole);
    }

    /// <summary>Skia's colour as ScottPlot's.</summary>
    public static Color ToScottPlot(SKColor colour) => new(colour.Red, colour.Green, colour.Blue, colour.Alpha);

    private static void Dress(IAxis axis, ChartTheme theme, AxisScale scale, IReadOnlyList<AxisTick> ticks)
    {
        axis.TickGenerator = new NumericManual([.. ticks.Select(t => new Tick(scale.Coordinate(t.Value), BundledFont.Drawable(ChartPen.Fit(t.Label, ChartSheet.TickSize, WidestLabel)), t.IsMajor))]);
        axis.TickLabelStyle.FontName = BundledFont.Family;
        axis.TickLabelStyle.FontSize = ChartSheet.TickSize;
        axis.TickLabelStyle.ForeColor = ToScottPlot(theme.Text);
        axis.FrameLineStyle.Color = ToScottPlot(theme.Frame);
        axis.MajorTickStyle.Color = ToScottPlot(theme.Frame);
        axis.MinorTickStyle.Color = ToScottPlot(theme.Frame);
        axis.MinorTickStyle.Length = 2;
    }
}
