using Pragmastat;
using Pragmastat.Estimators;

namespace CompileBench.Analysis.Comparison;

/// <summary>
/// Pairs that one process measured in one block: the smallest independent unit. Neighbouring compiles share caches, clock speed and whatever else ran at
/// that moment, so one robust centre represents their pairs instead of each pair counting by itself.
/// </summary>
public sealed class PairBlock
{
    /// <summary>Summarizes pairs.</summary>
    /// <param name="pairs">At least one pair, all values above 0.</param>
    /// <exception cref="ArgumentException">There is no pair, or a value is not above 0.</exception>
    public PairBlock(IReadOnlyList<PairedValue> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0 || pairs.Any(p => !(p.Baseline > 0 && p.Candidate > 0 && double.IsFinite(p.LogRatio))))
        {
            throw new ArgumentException("A block needs at least one pair, all values above 0.", nameof(pairs));
        }

        PairCount = pairs.Count;
        LogRatio = CenterEstimator.Instance.Estimate(new Sample(pairs.Select(p => p.LogRatio).ToArray(), null!)).NominalValue;
    }

    /// <summary>The number of pairs.</summary>
    public int PairCount { get; }

    /// <summary>The pairs' centre on the log scale: Hodges and Lehmann (1963), "Estimates of location based on rank tests", by Pragmastat.</summary>
    public double LogRatio { get; }
}
