using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling;

/// <summary>
/// Takes away what a round adds to all sizes of a ladder alike. A machine has states some tens of per cent apart that last seconds, about as long as
/// a round of one ladder: log time = size + round + rest, fitted by median polish (Tukey, J. W. (1977), Exploratory Data Analysis, chapter 11). Without it
/// a size that misses a round, or whose median lies in another round than its neighbour's, bends the ladder's curve.
/// </summary>
public static class RoundEffects
{
    // Fewer sizes say too little about a round.
    private const int FewestSizes = 3;
    private const int Sweeps = 10;

    /// <summary>The values without their rounds' effects, whose median is 1.</summary>
    /// <param name="sizes">For each size the round and the value of every sample, all values above 0.</param>
    /// <returns>For each size its values in the same order, as they were where there are fewer than two rounds of enough sizes.</returns>
    public static IReadOnlyList<double[]> Remove(IReadOnlyList<IReadOnlyList<(int Round, double Value)>> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var rounds = sizes.SelectMany((size, i) => size.Select(s => (s.Round, Size: i, Log: Math.Log(s.Value)))).GroupBy(s => s.Round)
            .Where(g => g.Select(s => s.Size).Distinct().Count() >= FewestSizes).ToDictionary(g => g.Key, g => g.ToArray());
        var effects = rounds.Keys.ToDictionary(r => r, _ => 0.0);
        if (rounds.Count >= 2)
        {
            for (int sweep = 0; sweep < Sweeps; sweep++)
            {
                double[] centres = [.. sizes.Select(s => s.Count == 0 ? 0 : SampleMedian.FromValues([.. s.Select(v => Math.Log(v.Value) - effects.GetValueOrDefault(v.Round))]))];
                foreach (var (round, samples) in rounds)
                {
                    effects[round] = SampleMedian.FromValues([.. samples.Select(s => s.Log - centres[s.Size])]);
                }

                double middle = SampleMedian.FromValues([.. effects.Values]);
                foreach (int round in rounds.Keys)
                {
                    effects[round] -= middle;
                }
            }
        }

        return [.. sizes.Select(s => s.Select(v => v.Value / Math.Exp(effects.GetValueOrDefault(v.Round))).ToArray())];
    }
}
