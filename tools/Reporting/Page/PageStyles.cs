using System.Text.Json;
using CompileBench.Reporting.Charts.Drawing;

namespace CompileBench.Reporting.Page;

/// <summary>The styles of the printed charts in the words of the page's chart library.</summary>
internal static class PageStyles
{
    /// <summary>Writes <c>styles</c>: for each setting its colour on a light and on a dark page, its shape and that shape's rotation in degrees.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<string> settings)
    {
        json.WriteStartArray("styles");
        foreach (var style in SeriesStyle.For(settings))
        {
            var (shape, rotation) = ShapeOf(style.Shape);
            json.WriteStartArray();
            json.WriteStringValue(style.LightHex);
            json.WriteStringValue(style.DarkHex);
            json.WriteStringValue(shape);
            json.WriteNumberValue(rotation);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static (string Shape, int Rotation) ShapeOf(MarkerShape shape) => shape switch
    {
        MarkerShape.Circle => ("circle", 0),
        MarkerShape.Square => ("rect", 0),
        MarkerShape.TriangleUp => ("triangle", 0),
        MarkerShape.TriangleDown => ("triangle", 180),
        MarkerShape.Diamond => ("rectRot", 0),
        MarkerShape.Ring => ("rectRounded", 0),
        MarkerShape.Cross => ("cross", 0),
        MarkerShape.Star => ("star", 0),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "not a shape"),
    };
}
