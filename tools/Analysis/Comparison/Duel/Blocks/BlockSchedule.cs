using CompileBench.Analysis.Randomness;

namespace CompileBench.Analysis.Comparison.Duel.Blocks;

/// <summary>
/// Puts the cases of a round into blocks, in random order. An odd round draws groups and load orders. The even round after it keeps the groups and
/// reverses the load orders, so that the two rounds measure each case once with each load order and a bias of memory layout cancels.
/// </summary>
internal sealed class BlockSchedule(BlockPlan plan)
{
    private readonly SplitMix64 _random = new(plan.Seed);
    private List<(bool CandidateLoadedFirst, ComparedCase[] Cases)> _groups = [];
    private int _round;

    /// <summary>The blocks of the next round over the given cases.</summary>
    internal IReadOnlyList<BlockRequest> Next(IReadOnlyList<ComparedCase> cases)
    {
        _round++;
        var open = cases.ToHashSet();
        _groups = _round % 2 == 1 ? Draw([.. cases]) : [.. _groups.Select(g => (!g.CandidateLoadedFirst, g.Cases))];
        BlockRequest[] blocks = [.. _groups
            .Select(g => (g.CandidateLoadedFirst, Cases: g.Cases.Where(open.Contains).ToArray()))
            .Where(g => g.Cases.Length > 0)
            .Select(g => new BlockRequest(_round, g.CandidateLoadedFirst, [.. Shuffled(g.Cases).Select(c => new BlockTurn(c, _random.Next()))], plan.CaseNanoseconds))];
        return Shuffled(blocks);
    }

    private List<(bool, ComparedCase[])> Draw(ComparedCase[] cases)
    {
        int most = Math.Max(1, (int)(plan.BlockNanoseconds / plan.CaseNanoseconds));
        int blocks = (cases.Length + most - 1) / most;
        ComparedCase[] order = Shuffled(cases);
        return [.. Enumerable.Range(0, blocks).Select(b => (_random.NextBelow(2) == 1, order.Where((_, i) => i % blocks == b).ToArray()))];
    }

    private T[] Shuffled<T>(T[] items)
    {
        T[] order = [.. items];
        _random.Shuffle(order.AsSpan());
        return order;
    }
}
