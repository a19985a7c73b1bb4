using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>A chart laid out and ready to be drawn on any canvas.</summary>
internal interface IChartDrawing
{
    /// <summary>Width in pixels.</summary>
    int Width { get; }

    /// <summary>Height in pixels.</summary>
    int Height { get; }

    /// <summary>Draws everything, background included.</summary>
    void Draw(SKCanvas canvas, ChartTheme theme);

    /// <summary>The drawing for a chart of any kind.</summary>
    static IChartDrawing For(Chart chart) => chart switch
    {
        PlaneChart plane => new PlaneDrawing(plane),
        RowChart rows => new RowDrawing(rows),
        HeatMapChart map => new HeatMapDrawing(map),
        _ => throw new ArgumentException($"there is no drawing for a {chart.GetType().Name}", nameof(chart)),
    };
}
