using Pragmastat;
using Pragmastat.Estimators;

namespace CompileBench.Analysis.Comparison;

/// <summary>
/// Pairs measured in one go in one process: the smallest unit that is treated as independent. Neighbouring compiles share caches, clock speed and
/// whatever else ran at that moment, so their pairs are summed up by one robust centre instead of being counted one by one.
/// </summary>
public sealed class PairBlock
{
    /// <summary>Sums up pairs.</summary>
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

    /// <summary>How many pairs it holds.</summary>
    public int PairCount { get; }

    /// <summary>The pairs' centre on the log scale: Hodges and Lehmann (1963), "Estimates of location based on rank tests", by Pragmastat.</summary>
    public double LogRatio { get; }
}
