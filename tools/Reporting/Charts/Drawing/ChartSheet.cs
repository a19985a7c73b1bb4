using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>What every chart has around its data: title, a sentence, and the caption that says where the figures come from.</summary>
internal sealed class ChartSheet
{
    /// <summary>The size of an axis' tick labels, in pixels.</summary>
    public const float TickSize = 12;

    private const float Edge = 20;
    private const float TitleSize = 19;
    private const float SubtitleSize = 13;
    private const float CaptionSize = 11;

    private readonly string _title;
    private readonly IReadOnlyList<string> _subtitle;
    private readonly IReadOnlyList<string> _caption;

    public ChartSheet(Chart chart, float width)
    {
        Width = width;
        _title = ChartPen.Fit(chart.Title, TitleSize, width - (2 * Edge), bold: true);
        _subtitle = chart.Subtitle is { } s ? ChartPen.Wrap(s, SubtitleSize, width - (2 * Edge), 3) : [];
        _caption = ChartPen.Wrap(chart.Caption, CaptionSize, width - (2 * Edge), 2);
    }

    /// <summary>The picture's width in pixels.</summary>
    public float Width { get; }

    /// <summary>How much the title and the sentence take at the top.</summary>
    public float Top => 38 + (_subtitle.Count * 18) + 12;

    /// <summary>How much the caption takes at the bottom.</summary>
    public float Bottom => (_caption.Count * 15) + 18;

    /// <summary>Draws what surrounds the data.</summary>
    public void Draw(ChartPen pen, float height)
    {
        pen.Text(_title, Edge, 34, TitleSize, pen.Theme.Text, bold: true);
        for (var i = 0; i < _subtitle.Count; i++)
        {
            pen.Text(_subtitle[i], Edge, 56 + (i * 18), SubtitleSize, pen.Theme.Muted);
        }

        for (var i = 0; i < _caption.Count; i++)
        {
            pen.Text(_caption[i], Edge, height - 12 - ((_caption.Count - 1 - i) * 15), CaptionSize, pen.Theme.Muted);
        }
    }

    /// <summary>Draws nothing but the background.</summary>
    public static void Clear(ChartPen pen, float width, float height) => pen.Box(new SKRect(0, 0, width, height), pen.Theme.Background);
}
