namespace CompileBench.Reporting.Charts;

/// <summary>A table of rows by columns whose cells are coloured by a value and carry a few characters.</summary>
public sealed record HeatMapChart : Chart
{
    /// <summary>The column heads from left to right.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The rows from top to bottom.</summary>
    public required IReadOnlyList<HeatMapRow> Rows { get; init; }

    /// <summary>What the colour stands for, with its unit.</summary>
    public required string ScaleTitle { get; init; }

    /// <summary>The value of the palest colour.</summary>
    public required double ScaleLow { get; init; }

    /// <summary>The value of the strongest colour; what lies above is drawn with it.</summary>
    public required double ScaleHigh { get; init; }

    /// <summary>What the marks in the cells mean, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>One row of a heat map.</summary>
/// <param name="Label">Its name at the left.</param>
/// <param name="Cells">One cell for each column.</param>
public sealed record HeatMapRow(string Label, IReadOnlyList<HeatMapCell> Cells);

/// <summary>One cell.</summary>
/// <param name="Value">The value that colours it; null where nothing was measured.</param>
/// <param name="Text">What stands in it; empty for nothing.</param>
/// <param name="IsStrong">Whether its text stands out: a verdict that is sure.</param>
public sealed record HeatMapCell(double? Value, string Text, bool IsStrong = false);
