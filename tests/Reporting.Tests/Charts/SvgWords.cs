using System.Text;
using System.Xml.Linq;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Charts.Drawing;
using SkiaSharp;
using Xunit;

namespace CompileBench.Reporting.Tests.Charts;

/// <summary>Where the words of a chart stand, read from its SVG.</summary>
internal static class SvgWords
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static XElement Parse(Chart chart, ChartTheme theme) => XDocument.Parse(Encoding.UTF8.GetString(ChartFiles.Svg(chart, theme))).Root!;

    /// <summary>Fails where a word is cut off by the picture's edge or lies on another one. Returns the words.</summary>
    public static IReadOnlyList<string> AssertApart(Chart chart, ChartTheme? theme = null)
    {
        var root = Parse(chart, theme ?? ChartTheme.Light);
        var page = SKRect.Create((float)root.Attribute("width")!, (float)root.Attribute("height")!);
        var boxes = root.Descendants(Svg + "text").Select(Box).ToList();
        Assert.NotEmpty(boxes);
        for (var i = 0; i < boxes.Count; i++)
        {
            Assert.True(page.Contains(boxes[i].Box), $"{chart.Name}: '{boxes[i].Text}' is cut off");
            for (var j = 0; j < i; j++)
            {
                Assert.False(boxes[i].Box.IntersectsWith(boxes[j].Box), $"{chart.Name}: '{boxes[i].Text}' lies on '{boxes[j].Text}'");
            }
        }

        return [.. boxes.Select(b => b.Text)];
    }

    // Skia writes each letter's position; the first one, shifted by the element's translation, is where the text begins.
    private static (string Text, SKRect Box) Box(XElement text)
    {
        var size = (float)text.Attribute("font-size")!;
        var shift = text.Attribute("transform")?.Value is { } transform
            ? transform[(transform.IndexOf("translate(", StringComparison.Ordinal) + 10)..^1].Split(' ').Select(float.Parse).ToArray()
            : [0f, 0f];
        var x = float.Parse(text.Attribute("x")!.Value.Split(',')[0]) + shift[0];
        var y = float.Parse(text.Attribute("y")!.Value.Split(',')[0]) + shift[1];
        var isBold = text.Attribute("font-weight")?.Value == "600";
        return (text.Value, new SKRect(x, y - (size * 0.72f), x + ChartPen.Measure(text.Value, size, isBold), y + 1));
    }
}
