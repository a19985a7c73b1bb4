namespace CompileBench.Reporting.Charts;

/// <summary>What an axis counts, which decides how its ticks are written.</summary>
public enum AxisQuantity
{
    /// <summary>Nanoseconds, written as µs, ms or s.</summary>
    Time,

    /// <summary>Bytes, written as KB or MB of 1,000.</summary>
    Bytes,

    /// <summary>A pure number, written as 1, 10, 1k, 1M.</summary>
    Count,

    /// <summary>A ratio, written as 2x.</summary>
    Ratio,

    /// <summary>Positions 0, 1, 2, … that stand for named things.</summary>
    Category,
}

/// <summary>One axis of a chart.</summary>
/// <param name="Title">What it shows, with its unit.</param>
/// <param name="Quantity">How its ticks are written.</param>
/// <param name="IsLogarithmic">Whether equal distances are equal ratios.</param>
public sealed record ChartAxis(string Title, AxisQuantity Quantity, bool IsLogarithmic)
{
    /// <summary>The names at positions 0, 1, 2, … of a <see cref="AxisQuantity.Category"/> axis; else empty.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
}
