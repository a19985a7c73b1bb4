namespace CompileBench.Analysis.Scaling;

/// <summary>The numbers a scaling fit judges by.</summary>
public sealed record ScalingOptions
{
    /// <summary>
    /// The exponent that parts linear from superlinear. Not 1: caches and allocators alone make honest linear code cost up to about ten per cent
    /// more per doubling. At 1.15 a doubled module costs 2.2 times as much instead of twice.
    /// </summary>
    public double Threshold { get; init; } = 1.15;

    /// <summary>How often an exponent's bounds may miss.</summary>
    public double Misrate { get; init; } = 0.05;

    /// <summary>The p-value below which a bend of the log-log curve is believed and the smallest size given up. Low, because a choice made
    /// from the data costs the interval some of its coverage whenever it was not needed.</summary>
    public double BendMisrate { get; init; } = 0.005;

    /// <summary>How much the exponent must change from the smallest size to the largest for a bend to matter.</summary>
    public double RelevantBend { get; init; } = 0.05;

    /// <summary>How many of the largest sizes the local exponent is taken over: three are two doublings.</summary>
    public int LocalSizes { get; init; } = 3;

    /// <summary>
    /// What a size that was cut off is believed to exceed: its limit over this factor. It was tried once, and a single try may have been delayed by
    /// something else on the machine; a delay must not pass for growth.
    /// </summary>
    public double DelayFactor { get; init; } = 2;
}
