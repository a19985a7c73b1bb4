using CompileBench.Analysis.Randomness;

namespace CompileBench.Analysis.Comparison.Duel.Blocks;

/// <summary>
/// Which engine goes first in each pair of a block: of every two pairs one is led by the candidate, which one is random. So both lead equally often
/// after any even number of pairs. Not safe for use by several threads.
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
