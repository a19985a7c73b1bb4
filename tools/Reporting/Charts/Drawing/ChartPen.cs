using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>Where text stands relative to its point.</summary>
internal enum TextAnchor
{
    Left,
    Centre,
    Right,
}

/// <summary>Draws lines, shapes and words on a canvas, which may be a picture or an SVG.</summary>
internal sealed class ChartPen(SKCanvas canvas, ChartTheme theme)
{
    /// <summary>The theme it draws in.</summary>
    public ChartTheme Theme => theme;

    /// <summary>The canvas itself.</summary>
    public SKCanvas Canvas => canvas;

    /// <summary>The width of a text in pixels.</summary>
    public static float Measure(string text, float size, bool bold = false)
    {
        using var font = Font(size, bold);
        return font.MeasureText(BundledFont.Drawable(text));
    }

    /// <summary>The text, cut with an ellipsis where it is wider than this.</summary>
    public static string Fit(string text, float size, float width, bool bold = false)
    {
        if (text.Length > 400)
        {
            text = text[..400];
        }

        if (Measure(text, size, bold) <= width)
        {
            return text;
        }

        int low = 0, high = text.Length;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = Measure(text[..middle] + "…", size, bold) <= width ? (middle, high) : (low, middle - 1);
        }

        return text[..low].TrimEnd() + "…";
    }

    /// <summary>The text in lines no wider than this, at most so many; the last one is cut.</summary>
    public static IReadOnlyList<string> Wrap(string text, float size, float width, int maxLines)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && lines.Count < maxLines - 1 && Measure(longer, size) > width)
            {
                lines.Add(Fit(line, size, width));
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        lines.Add(Fit(line, size, width));
        return lines;
    }

    /// <summary>Writes one line of text; <paramref name="y"/> is its base line.</summary>
    public void Text(string text, float x, float y, float size, SKColor colour, TextAnchor anchor = TextAnchor.Left, bool bold = false)
    {
        text = BundledFont.Drawable(text);
        if (text.Length == 0)
        {
            return;
        }

        using var font = Font(size, bold);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        var width = anchor == TextAnchor.Left ? 0 : font.MeasureText(text);
        canvas.DrawText(text, x - (anchor switch { TextAnchor.Centre => width / 2, TextAnchor.Right => width, _ => 0 }), y, SKTextAlign.Left, font, paint);
    }

    /// <summary>A straight line.</summary>
    public void Line(float x1, float y1, float x2, float y2, SKColor colour, float width = 1, bool dashed = false)
    {
        using var effect = dashed ? SKPathEffect.CreateDash([5, 4], 0) : null;
        using var paint = Stroke(colour, width);
        paint.PathEffect = effect;
        canvas.DrawLine(x1, y1, x2, y2, paint);
    }

    /// <summary>A line through many points.</summary>
    public void Polyline(IReadOnlyList<SKPoint> points, SKColor colour, float width)
    {
        if (points.Count < 2)
        {
            return;
        }

        using var path = new SKPath();
        path.MoveTo(points[0]);
        foreach (var point in points.Skip(1))
        {
            path.LineTo(point);
        }

        using var paint = Stroke(colour, width);
        canvas.DrawPath(path, paint);
    }

    /// <summary>A filled area between an upper and a lower line, both from left to right.</summary>
    public void Band(IReadOnlyList<SKPoint> upper, IReadOnlyList<SKPoint> lower, SKColor colour)
    {
        using var path = new SKPath();
        path.AddPoly([.. upper, .. lower.Reverse()]);
        Fill(path, colour);
    }

    /// <summary>A filled rectangle.</summary>
    public void Box(SKRect box, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = false };
        canvas.DrawRect(box, paint);
    }

    /// <summary>A point's shape, with a thin rim of the background so that neighbours stay apart, unless it is too small for one.</summary>
    public void Marker(MarkerShape shape, float x, float y, float radius, SKColor colour)
    {
        var isSmall = radius < 3;
        if (shape == MarkerShape.Ring)
        {
            Circle(x, y, radius * 0.85f, isSmall ? null : Stroke(theme.Background.WithAlpha(colour.Alpha), 3.4f));
            Circle(x, y, radius * 0.85f, Stroke(colour, isSmall ? 1.2f : 1.8f));
            return;
        }

        if (shape == MarkerShape.Circle)
        {
            Circle(x, y, radius, new SKPaint { Color = colour, IsAntialias = true });
            Circle(x, y, radius, isSmall ? null : Stroke(theme.Background.WithAlpha(colour.Alpha), 0.8f));
            return;
        }

        if (shape is MarkerShape.Cross or MarkerShape.Star)
        {
            using var strokes = MarkerPaths.Open(shape, x, y, radius);
            using var rim = Stroke(theme.Background.WithAlpha(colour.Alpha), 3.4f);
            using var ink = Stroke(colour, 1.8f);
            if (!isSmall)
            {
                canvas.DrawPath(strokes, rim);
            }

            canvas.DrawPath(strokes, ink);
            return;
        }

        using var path = MarkerPaths.Filled(shape, x, y, radius);
        Fill(path, colour);
        if (!isSmall)
        {
            using var edge = Stroke(theme.Background.WithAlpha(colour.Alpha), 0.8f);
            canvas.DrawPath(path, edge);
        }
    }

    /// <summary>A small arrow to one side, with its tip at this point.</summary>
    public void SideArrow(float tip, float y, bool toTheLeft, SKColor colour)
    {
        var back = toTheLeft ? tip + 6 : tip - 6;
        Line(toTheLeft ? tip + 14 : tip - 14, y, back, y, colour, 1.4f);
        using var head = new SKPath();
        head.AddPoly([new(tip, y), new(back, y - 3.5f), new(back, y + 3.5f)]);
        Fill(head, colour);
    }

    /// <summary>An arrow upwards: the value lies at least here.</summary>
    public void LowerBoundArrow(float x, float y, float length, SKColor colour)
    {
        Line(x - 5, y, x + 5, y, colour, 1.8f);
        Line(x, y, x, y - length + 4, colour, 1.8f);
        using var head = new SKPath();
        head.AddPoly([new(x, y - length), new(x - 4.5f, y - length + 8), new(x + 4.5f, y - length + 8)]);
        Fill(head, colour);
    }

    /// <summary>A diagonal cross: there is no value.</summary>
    public void FailedMark(float x, float y, float radius, SKColor colour)
    {
        Line(x - radius, y - radius, x + radius, y + radius, colour, 1.8f);
        Line(x - radius, y + radius, x + radius, y - radius, colour, 1.8f);
    }

    // Without hinting letters stand where the font wants them, at any scale and in the SVG alike.
    private static SKFont Font(float size, bool bold) =>
        new(bold ? BundledFont.SemiBold : BundledFont.Regular, size) { Subpixel = true, Hinting = SKFontHinting.None, LinearMetrics = true, Edging = SKFontEdging.Antialias };

    // A circle drawn as such is one short element of an SVG; as a path it is a page of curves.
    private void Circle(float x, float y, float radius, SKPaint? paint)
    {
        using (paint)
        {
            if (paint is not null)
            {
                canvas.DrawCircle(x, y, radius, paint);
            }
        }
    }

    private void Fill(SKPath path, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawPath(path, paint);
    }

    private static SKPaint Stroke(SKColor colour, float width) =>
        new() { Color = colour, StrokeWidth = width, IsStroke = true, IsAntialias = true, StrokeJoin = SKStrokeJoin.Round, StrokeCap = SKStrokeCap.Butt };
}
