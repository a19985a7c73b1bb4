namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>The numbers a study of growth judges by.</summary>
public sealed record GrowthOptions
{
    /// <summary>
    /// An exponent surely above this line is superlinear. The line is not 1: caches and allocators alone make linear code cost up to about ten per
    /// cent more per doubling. At 1.15 a doubled module costs 2.2 times as much instead of twice.
    /// </summary>
    public double SuperlinearLine { get; init; } = 1.15;

    /// <summary>Exponents surely below this line are at most mild: a doubled module costs less than 2.4 times as much.</summary>
    public double MildLine { get; init; } = 1.25;

    /// <summary>
    /// Which share of a study's verdicts may be false, over all its laws and both exponents of each (<see cref="FalseDiscoveries"/>). A correction
    /// after which no verdict at all is false in 95 studies of 100 settles 40% of the laws of the published run instead of 66%.
    /// </summary>
    public double FalseVerdicts { get; init; } = 0.01;

    /// <summary>How often the printed bounds of one exponent may miss.</summary>
    public double Misrate { get; init; } = 0.05;

    /// <summary>The local exponent is taken over at least this many of the largest sizes.</summary>
    public int LocalSizes { get; init; } = 5;

    /// <summary>The local exponent is taken over at least this many doublings of the size.</summary>
    public double LocalDoublings { get; init; } = 3;

    /// <summary>How much of an exponent's excess over 1 may be the machine's, where the shapes of a setting share it at equal time.</summary>
    public double MostMachineExcess { get; init; } = 0.25;

    /// <summary>The choice of the range and of the smooth curve.</summary>
    internal ScalingOptions Range { get; init; } = new();
}
