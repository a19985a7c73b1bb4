using CompileBench.Analysis.Randomness;

namespace CompileBench.Analysis.Comparison.Duel.Blocks;

/// <summary>
/// Decides which engine goes first in each pair of a block. The candidate goes first in one of every two pairs, chosen at random, so that both engines
/// go first equally often after any even number of pairs. Not safe for use by several threads.
/// </summary>
/// <param name="seed">Equal seeds give equal orders.</param>
public sealed class PairOrder(ulong seed)
{
    private readonly SplitMix64 _random = new(seed);
    private bool? _second;

    /// <summary>Whether the candidate goes first in the next pair.</summary>
    public bool NextCandidateFirst()
    {
        if (_second is { } second)
        {
            _second = null;
            return second;
        }

        bool first = _random.NextBelow(2) == 1;
        _second = !first;
        return first;
    }
}
