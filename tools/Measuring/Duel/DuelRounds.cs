using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel.Blocks;

namespace CompileBench.Measuring.Duel;

/// <summary>
/// The rounds of a duel: the blocks of times that the duel asks for, and beside them one peak of memory for each case whose memory is open, because a
/// peak needs a process that has compiled nothing before.
/// </summary>
internal sealed class DuelRounds(BlockDuel duel, BlockMeasurer measurer, IReadOnlyList<ComparisonMetric> metrics)
{
    // Peaks of one case hardly differ, so more of them add nothing and would take time from the pairs.
    private const int MostMemoryRounds = 8;

    /// <summary>The round in progress, from 1; 0 before the first.</summary>
    public int Round { get; private set; }

    /// <summary>Measures round after round.</summary>
    /// <param name="mayMeasure">Told each case before it is measured and how long it took last time, zero at first; false where the time is up.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <returns>True where all is settled, false where the time was up.</returns>
    /// <exception cref="OperationCanceledException">Asked to stop; finished cases are kept.</exception>
    public bool Run(Func<ComparedCase, TimeSpan, bool> mayMeasure, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var blocks = duel.NextRound();
            Round = blocks.Count > 0 ? blocks[0].Round : Round + 1;
            var memory = OpenMemory();
            if (blocks.Count == 0 && memory.Length == 0)
            {
                return true;
            }

            if (!blocks.All(b => measurer.MeasureTimes(b, mayMeasure, cancellation)) || !memory.All(c => measurer.MeasureMemory(Round, c, mayMeasure, cancellation)))
            {
                return false;
            }

            duel.EndRound();
        }
    }

    private ComparedCase[] OpenMemory() => Round > MostMemoryRounds || !metrics.Contains(ComparisonMetric.Memory)
        ? []
        : [.. duel.Comparisons.Where(c => c is { Metric: ComparisonMetric.Memory, Verdict: ChangeVerdict.Inconclusive } && c.Reason != OpenReason.Failed).Select(c => c.Case)];
}
