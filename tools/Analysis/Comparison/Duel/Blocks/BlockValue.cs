namespace CompileBench.Analysis.Comparison.Duel.Blocks;

/// <summary>
/// The result of one block for one case and one metric. A block is one fresh process that loads both engines and alternates between them over several
/// cases. The block's mean is the unit of judgement: its pairs share the process, whose memory layout favours one engine by a few tenths of a
/// per cent.
/// </summary>
/// <param name="Round">The round, from 1: a round measures every case once, in one block or in several.</param>
/// <param name="Case">The case.</param>
/// <param name="Metric">The metric.</param>
/// <param name="LogRatio">The centre of ln(candidate / baseline) over the block's pairs.</param>
/// <param name="Pairs">The number of pairs that the block measured for this case, at least 1.</param>
public sealed record BlockValue(int Round, ComparedCase Case, ComparisonMetric Metric, double LogRatio, int Pairs)
{
    /// <summary>Reduces the pairs of one case in one block to their robust centre (see <see cref="PairBlock.LogRatio"/>).</summary>
    /// <exception cref="ArgumentException">There is no pair, or a value is not above 0.</exception>
    public static BlockValue FromPairs(int round, ComparedCase what, ComparisonMetric metric, IReadOnlyList<PairedValue> pairs)
    {
        var block = new PairBlock(pairs);
        return new BlockValue(round, what, metric, block.LogRatio, block.PairCount);
    }
}
