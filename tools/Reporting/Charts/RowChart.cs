namespace CompileBench.Reporting.Charts;

/// <summary>One row a setting or module, along one shared axis: a strip of dots, an estimate with its bounds, and its words at the right.</summary>
public sealed record RowChart : Chart
{
    /// <summary>The shared axis.</summary>
    public required ChartAxis X { get; init; }

    /// <summary>The rows from top to bottom.</summary>
    public required IReadOnlyList<ChartRow> Rows { get; init; }

    /// <summary>Where "no difference" stands; null for none.</summary>
    public double? Reference { get; init; }

    /// <summary>The band within which a difference does not matter; null for none.</summary>
    public ValueRange? RelevanceBand { get; init; }

    /// <summary>What the left side of the reference means, such as "faster"; null for nothing.</summary>
    public string? LeftMeans { get; init; }

    /// <summary>What the right side of the reference means, such as "slower"; null for nothing.</summary>
    public string? RightMeans { get; init; }
}

/// <summary>A closed range of values.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
public readonly record struct ValueRange(double Lower, double Upper);

/// <summary>One row of a <see cref="RowChart"/>.</summary>
/// <param name="Label">Its name at the left.</param>
public sealed record ChartRow(string Label)
{
    /// <summary>The series whose colour and shape it takes; the label where null.</summary>
    public string? Series { get; init; }

    /// <summary>The dots of its strip, each with its own label.</summary>
    public IReadOnlyList<RowDot> Dots { get; init; } = [];

    /// <summary>The estimate; null where there is none.</summary>
    public double? Estimate { get; init; }

    /// <summary>The estimate's bounds; null where there are none.</summary>
    public ValueRange? Bounds { get; init; }

    /// <summary>Words at the right; null for none.</summary>
    public string? Words { get; init; }

    /// <summary>Whether the row sums up others and stands out.</summary>
    public bool IsSummary { get; init; }
}

/// <summary>One dot of a strip.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">Where it stands.</param>
public sealed record RowDot(string Label, double Value);
