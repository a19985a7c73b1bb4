using CompileBench.Reporting.Charts.Drawing;
using SkiaSharp;

namespace CompileBench.Reporting.Charts;

/// <summary>Writes charts as PNG and SVG, for light and for dark pages, and the numbers behind them as JSON.</summary>
public static class ChartFiles
{
    private const float PixelsPerPoint = 2;

    /// <summary>
    /// Writes <c>NAME.png</c>, <c>NAME.svg</c>, <c>NAME-dark.png</c>, <c>NAME-dark.svg</c> and <c>NAME.json</c> for every chart.
    /// </summary>
    /// <param name="charts">The charts.</param>
    /// <param name="directory">Where to; made where it is missing.</param>
    /// <returns>The files' names in the directory, in a stable order.</returns>
    public static IReadOnlyList<string> Write(IReadOnlyList<Chart> charts, string directory)
    {
        Directory.CreateDirectory(directory);
        BundledFont.Register();
        var jobs = charts.SelectMany(chart => new (string Name, Func<byte[]> Make)[]
        {
            ($"{chart.Name}.png", () => Png(chart, ChartTheme.Light)),
            ($"{chart.Name}.svg", () => Svg(chart, ChartTheme.Light)),
            ($"{chart.Name}-dark.png", () => Png(chart, ChartTheme.Dark)),
            ($"{chart.Name}-dark.svg", () => Svg(chart, ChartTheme.Dark)),
            ($"{chart.Name}.json", () => ChartJson.Write(chart)),
        }).ToList();
        Parallel.ForEach(jobs, job => File.WriteAllBytes(Path.Combine(directory, job.Name), job.Make()));
        return [.. jobs.Select(j => j.Name)];
    }

    /// <summary>The chart as a PNG at two pixels a point.</summary>
    internal static byte[] Png(Chart chart, ChartTheme theme)
    {
        var drawing = IChartDrawing.For(chart);
        var size = new SKImageInfo((int)(drawing.Width * PixelsPerPoint), (int)(drawing.Height * PixelsPerPoint), SKImageInfo.PlatformColorType, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(size)
            ?? throw new InvalidOperationException($"a picture of {drawing.Width} by {drawing.Height} points does not fit into memory");
        surface.Canvas.Scale(PixelsPerPoint);
        drawing.Draw(surface.Canvas, theme);
        using var pixels = surface.PeekPixels();

        // Of the filters and levels tried on these charts this pair is within a tenth of the smallest file at a quarter of its time.
        using var data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Up, 6))
            ?? throw new InvalidOperationException("the picture cannot be written as PNG");
        return data.ToArray();
    }

    /// <summary>The chart as an SVG that carries its own font.</summary>
    internal static byte[] Svg(Chart chart, ChartTheme theme)
    {
        var drawing = IChartDrawing.For(chart);
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(drawing.Width, drawing.Height), stream))
        {
            drawing.Draw(canvas, theme);
        }

        return SvgFinish.Finish(stream.ToArray(), chart, drawing.Width, drawing.Height);
    }
}
