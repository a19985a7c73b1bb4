using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>The outlines of the point shapes, of about equal visual weight.</summary>
internal static class MarkerPaths
{
    /// <summary>The outline of a shape that is filled.</summary>
    public static SKPath Filled(MarkerShape shape, float x, float y, float r)
    {
        var path = new SKPath();
        switch (shape)
        {
            case MarkerShape.Square:
                path.AddRect(new SKRect(x - (r * 0.88f), y - (r * 0.88f), x + (r * 0.88f), y + (r * 0.88f)));
                break;
            case MarkerShape.TriangleUp:
                path.AddPoly([new(x, y - (r * 1.2f)), new(x + (r * 1.1f), y + (r * 0.8f)), new(x - (r * 1.1f), y + (r * 0.8f))]);
                break;
            case MarkerShape.TriangleDown:
                path.AddPoly([new(x, y + (r * 1.2f)), new(x + (r * 1.1f), y - (r * 0.8f)), new(x - (r * 1.1f), y - (r * 0.8f))]);
                break;
            case MarkerShape.Diamond:
                path.AddPoly([new(x, y - (r * 1.25f)), new(x + (r * 1.1f), y), new(x, y + (r * 1.25f)), new(x - (r * 1.1f), y)]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(shape), shape, "this shape is drawn without a path");
        }

        return path;
    }

    /// <summary>The strokes of a shape that is drawn with a pen.</summary>
    public static SKPath Open(MarkerShape shape, float x, float y, float r)
    {
        var path = new SKPath();
        path.MoveTo(x - r, y);
        path.LineTo(x + r, y);
        path.MoveTo(x, y - r);
        path.LineTo(x, y + r);
        if (shape == MarkerShape.Star)
        {
            var d = r * 0.7f;
            path.MoveTo(x - d, y - d);
            path.LineTo(x + d, y + d);
            path.MoveTo(x - d, y + d);
            path.LineTo(x + d, y - d);
        }

        return path;
    }
}
