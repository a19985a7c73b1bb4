namespace CompileBench.Analysis.Comparison;

/// <summary>Values of baseline and candidate, measured one directly after the other.</summary>
/// <param name="Baseline">The baseline's value, above 0.</param>
/// <param name="Candidate">The candidate's value in the same unit, above 0.</param>
public readonly record struct PairedValue(double Baseline, double Candidate)
{
    /// <summary>Natural logarithm of candidate over baseline.</summary>
    public double LogRatio => Math.Log(Candidate / Baseline);
}
