namespace CompileBench.Reporting.Charts;

/// <summary>Points in a plane of two quantities, one series per setting, with fitted curves and reference lines.</summary>
public sealed record PlaneChart : Chart
{
    private const int MostBands = 2;

    /// <summary>The horizontal axis.</summary>
    public required ChartAxis X { get; init; }

    /// <summary>The vertical axis.</summary>
    public required ChartAxis Y { get; init; }

    /// <summary>What is drawn, in the legend's order.</summary>
    public required IReadOnlyList<ChartSeries> Series { get; init; }

    /// <summary>Lines that are no data: a budget, "equal".</summary>
    public IReadOnlyList<ReferenceLine> Lines { get; init; } = [];

    /// <summary>What a marked point is, for the legend.</summary>
    public string MarkedMeans { get; init; } = "marked";

    /// <summary>Whether points may carry their labels in the picture where there is room.</summary>
    public bool HasDirectLabels { get; init; } = true;

    /// <summary>
    /// The names of the series whose bands are drawn: two at most, the first one and the one whose curve lies furthest from it. More bands than
    /// two cover each other and the points.
    /// </summary>
    public IReadOnlyList<string> FindBandedSeries()
    {
        var banded = Series.Where(s => s.Curve.Count(c => c is { Lower: not null, Upper: not null }) >= 2).ToList();
        return banded.Count <= MostBands
            ? [.. banded.Select(s => s.Name)]
            : [banded[0].Name, banded.Skip(1).MaxBy(s => Math.Abs(Math.Log(Middle(s) / Middle(banded[0]))))!.Name];
    }

    private static double Middle(ChartSeries series) => series.Curve[series.Curve.Count / 2].Y;
}

/// <summary>One series: points that share a colour and a shape, and perhaps the curve fitted to them.</summary>
/// <param name="Name">Its name in the legend, which also decides its colour and shape.</param>
/// <param name="Points">Its points in any order.</param>
public sealed record ChartSeries(string Name, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>A second, smaller line in the legend, such as the exponent; null for none.</summary>
    public string? Detail { get; init; }

    /// <summary>The fitted curve from left to right; empty for none.</summary>
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];

    /// <summary>Whether neighbouring points are joined by a thin line.</summary>
    public bool IsConnected { get; init; }
}

/// <summary>What is known of a point.</summary>
public enum PointState
{
    /// <summary>Measured.</summary>
    Measured,

    /// <summary>Stopped at a limit: the true value lies above.</summary>
    LowerBound,

    /// <summary>There is no value: rejected or crashed. Drawn in a lane of its own.</summary>
    Failed,

    /// <summary>Measured, and marked: on the trade-off front, or where a change was found.</summary>
    Marked,
}

/// <summary>One point.</summary>
/// <param name="Label">What it is, such as the module's name.</param>
/// <param name="X">Horizontal position in the axis' base unit (ns, bytes, …).</param>
/// <param name="Y">Vertical position; null where <paramref name="State"/> is <see cref="PointState.Failed"/>.</param>
/// <param name="State">What is known of it.</param>
/// <param name="Lower">Lower end of its spread; null for none.</param>
/// <param name="Upper">Upper end of its spread; null for none.</param>
public sealed record ChartPoint(string Label, double X, double? Y, PointState State = PointState.Measured, double? Lower = null, double? Upper = null);

/// <summary>One point of a fitted curve and of the band around it.</summary>
/// <param name="X">Horizontal position.</param>
/// <param name="Y">The fit.</param>
/// <param name="Lower">Lower edge of the band; null where there is none.</param>
/// <param name="Upper">Upper edge of the band; null where there is none.</param>
public sealed record CurvePoint(double X, double Y, double? Lower = null, double? Upper = null);

/// <summary>Where a reference line runs.</summary>
public enum ReferenceKind
{
    /// <summary>At one height.</summary>
    Horizontal,

    /// <summary>At one position.</summary>
    Vertical,

    /// <summary>Along equal values of both axes.</summary>
    Diagonal,
}

/// <summary>A line that is no data.</summary>
/// <param name="Kind">Where it runs.</param>
/// <param name="At">Its height or position; ignored for a diagonal.</param>
/// <param name="Label">What it says, drawn beside it.</param>
public sealed record ReferenceLine(ReferenceKind Kind, double At, string Label);
