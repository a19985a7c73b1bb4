using ScottPlot;
using ScottPlot.TickGenerators;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>An empty ScottPlot in our clothes: fixed layout, our font, quiet axes, ticks that were chosen beforehand.</summary>
internal static class PlotFrame
{
    /// <summary>The plot, ready for its data layer.</summary>
    public static Plot Create(ChartTheme theme, PixelPadding padding, AxisScale x, AxisScale y, IReadOnlyList<AxisTick> xTicks, IReadOnlyList<AxisTick> yTicks)
    {
        BundledFont.Register();
        var plot = new Plot();
        plot.Font.Set(BundledFont.Family);
        plot.FigureBackground.Color = Of(theme.Background);
        plot.DataBackground.Color = Of(theme.Background);
        plot.Layout.Fixed(padding);
        plot.Axes.SetLimits(x.From, x.To, y.From, y.To);
        plot.Axes.Top.IsVisible = false;
        plot.Axes.Right.IsVisible = false;
        Dress(plot.Axes.Bottom, theme, x, xTicks);
        Dress(plot.Axes.Left, theme, y, yTicks);
        plot.Grid.MajorLineColor = Of(theme.Grid);
        plot.Grid.MinorLineColor = Of(theme.MinorGrid);
        plot.Grid.MajorLineWidth = 1;
        plot.Grid.MinorLineWidth = 1;
        return plot;
    }

    /// <summary>Skia's colour as ScottPlot's.</summary>
    public static Color Of(SkiaSharp.SKColor colour) => new(colour.Red, colour.Green, colour.Blue, colour.Alpha);

    private static void Dress(IAxis axis, ChartTheme theme, AxisScale scale, IReadOnlyList<AxisTick> ticks)
    {
        axis.TickGenerator = new NumericManual([.. ticks.Select(t => new Tick(scale.Coordinate(t.Value), t.Label, t.IsMajor))]);
        axis.TickLabelStyle.FontName = BundledFont.Family;
        axis.TickLabelStyle.FontSize = ChartSheet.TickSize;
        axis.TickLabelStyle.ForeColor = Of(theme.Text);
        axis.FrameLineStyle.Color = Of(theme.Frame);
        axis.MajorTickStyle.Color = Of(theme.Frame);
        axis.MinorTickStyle.Color = Of(theme.Frame);
        axis.MinorTickStyle.Length = 2;
    }
}
