namespace CompileBench.Analysis.History;

/// <summary>The numbers by which a history judges.</summary>
public sealed record HistoryOptions
{
    /// <summary>The probability that a history without changes shows any change, over all its cases and runs together.</summary>
    public double Misrate { get; init; } = 0.01;

    /// <summary>The smallest relevant step, as a share.</summary>
    public double Threshold { get; init; } = 0.02;

    /// <summary>The smallest scatter between runs that bounds assume, as a share.</summary>
    public double FloorDeviation { get; init; } = 0.0005;
}
