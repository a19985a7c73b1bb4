using SkiaSharp;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>The legend at the right of a plane: a sample, the name, and a smaller line of detail.</summary>
internal sealed class PlaneLegend
{
    private const float NameSize = 13;
    private const float DetailSize = 11;
    private const float Sample = 34;
    private const float MaxText = 330;

    private readonly List<Entry> _entries = [];

    public PlaneLegend(PlaneChart chart, IReadOnlyList<SeriesStyle> styles)
    {
        for (var i = 0; i < chart.Series.Count; i++)
        {
            _entries.Add(new(chart.Series[i].Name, chart.Series[i].Detail, styles[i], EntryKind.Series));
        }

        var points = chart.Series.SelectMany(s => s.Points).ToList();
        AddIf(points.Any(p => p.State == PointState.LowerBound), "stopped at a limit", "the true value lies above", EntryKind.LowerBound);
        AddIf(points.Any(p => p.State == PointState.Failed), "no time", "rejected, crashed or out of memory", EntryKind.Failed);
        AddIf(points.Any(p => p.State == PointState.Marked), chart.MarkedMeans, null, EntryKind.Marked);

        Width = _entries.Count == 0 ? 0 : Sample + 16 + Math.Min(MaxText, _entries.Max(e => Math.Max(
            ChartPen.Measure(e.Name, NameSize),
            e.Detail is null ? 0 : ChartPen.Measure(e.Detail, DetailSize))));
    }

    private enum EntryKind
    {
        Series,
        LowerBound,
        Failed,
        Marked,
    }

    /// <summary>How much it takes at the right, in pixels.</summary>
    public float Width { get; }

    /// <summary>Draws it with its upper left corner here, down to <paramref name="bottom"/> at most.</summary>
    public void Draw(ChartPen pen, float x, float y, float bottom)
    {
        for (var i = 0; i < _entries.Count; i++)
        {
            var entry = _entries[i];
            if (y + 36 > bottom && i < _entries.Count - 1)
            {
                pen.Text($"and {_entries.Count - i} more", x + Sample, y + 12, NameSize, pen.Theme.Muted);
                return;
            }

            var colour = entry.Style?.On(pen.Theme) ?? pen.Theme.Muted;
            DrawSample(pen, entry, x, y + 8, colour);
            pen.Text(ChartPen.Fit(entry.Name, NameSize, MaxText), x + Sample, y + 12, NameSize, pen.Theme.Text);
            if (entry.Detail is { } detail)
            {
                pen.Text(ChartPen.Fit(detail, DetailSize, MaxText), x + Sample, y + 27, DetailSize, pen.Theme.Muted);
            }

            y += entry.Detail is null ? 26 : 40;
        }
    }

    private static void DrawSample(ChartPen pen, Entry entry, float x, float y, SKColor colour)
    {
        switch (entry.Kind)
        {
            case EntryKind.Series:
                pen.Line(x, y, x + 26, y, colour.WithAlpha(170), 1.8f);
                pen.Marker(entry.Style!.Shape, x + 13, y, 5, colour);
                break;
            case EntryKind.LowerBound:
                pen.LowerBoundArrow(x + 13, y + 8, 16, colour);
                break;
            case EntryKind.Failed:
                pen.FailedMark(x + 13, y, 4.5f, colour);
                break;
            default:
                pen.Marker(MarkerShape.Ring, x + 13, y, 8, pen.Theme.Text);
                break;
        }
    }

    private void AddIf(bool condition, string name, string? detail, EntryKind kind)
    {
        if (condition)
        {
            _entries.Add(new(name, detail, null, kind));
        }
    }

    private sealed record Entry(string Name, string? Detail, SeriesStyle? Style, EntryKind Kind);
}
