namespace CompileBench.Analysis.History;

/// <summary>The numbers a history judges by.</summary>
public sealed record HistoryOptions
{
    /// <summary>How often a history in which nothing changed may show any change, over all its cases and runs together.</summary>
    public double Misrate { get; init; } = 0.01;

    /// <summary>The smallest relevant step, as a share.</summary>
    public double Threshold { get; init; } = 0.02;

    /// <summary>The scatter below which agreement between runs is taken for luck, as a share.</summary>
    public double FloorDeviation { get; init; } = 0.0005;
}
