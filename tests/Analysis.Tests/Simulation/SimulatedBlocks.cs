using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel.Blocks;

namespace CompileBench.Analysis.Tests.Simulation;

/// <summary>
/// A duel of blocks on a machine as it was measured: states 40% apart that last some seconds and reach both engines of a pair alike, except for the
/// pair in which the state changes; 3% of scatter of a single compile and 5% of delayed ones, or residuals of published samples; and a bias of
/// memory layout, different for each process and case, of 0.2 to 1%, one part of which follows the order in which the libraries were loaded.
/// </summary>
internal sealed record SimulatedBlocks
{
    internal const int Modules = 10;
    internal const int Settings = 3;

    /// <summary>The true ratio of candidate over baseline of a case.</summary>
    internal Func<ComparedCase, double> Ratio { get; init; } = _ => 1;

    /// <summary>How many rounds the duel has time for.</summary>
    internal int Rounds { get; init; } = 8;

    /// <summary>How many pairs a block measures of a case.</summary>
    internal int Pairs { get; init; } = 20;

    /// <summary>How many of the modules there are.</summary>
    internal int ModuleCount { get; init; } = Modules;

    /// <summary>By how much the layout biases of processes differ: multiplies 0.2 to 1%.</summary>
    internal double LayoutFactor { get; init; } = 1;

    /// <summary>Part of the layout's bias that all cases of a process share, 0 to 1.</summary>
    internal double SharedLayout { get; init; } = 0.3;

    /// <summary>Residuals ln(time) - ln(median) to draw the scatter of single compiles from; simulated where null.</summary>
    internal double[]? Residuals { get; init; }

    internal BlockDuel Play(ulong seed, params ComparisonMetric[] metrics)
    {
        var random = new SimulatedNoise(seed * 7919);
        ComparedCase[] cases = [.. Enumerable.Range(0, ModuleCount).SelectMany(m => Enumerable.Range(0, Settings).Select(s => new ComparedCase("compile", $"m{m}", $"s{s}")))];
        var layout = cases.ToDictionary(c => c, _ => LayoutFactor * (0.002 + (0.008 * random.Uniform())));
        var plan = new BlockPlan { Cases = cases, Metrics = metrics.Length > 0 ? metrics : [ComparisonMetric.Wall], Seed = seed };
        var duel = new BlockDuel(plan);
        for (int round = 1; round <= Rounds && duel.NextRound() is { Count: > 0 } blocks; round++)
        {
            foreach (BlockRequest block in blocks)
            {
                double shared = random.Normal();
                foreach (BlockTurn turn in block.Cases)
                {
                    double own = (Math.Sqrt(SharedLayout) * shared) + (Math.Sqrt(1 - SharedLayout) * random.Normal());
                    double bias = layout[turn.Case] * ((0.8 * own) + (block.CandidateLoadedFirst ? 0.6 : -0.6));
                    foreach (ComparisonMetric metric in plan.Metrics)
                    {
                        duel.Add(BlockValue.FromPairs(round, turn.Case, metric, Measure(Math.Log(Ratio(turn.Case)) + bias, turn.PairSeed, random)));
                    }
                }
            }

            duel.EndRound();
        }

        duel.Conclude();
        return duel;
    }

    private PairedValue[] Measure(double logRatio, ulong seed, SimulatedNoise random)
    {
        var order = new PairOrder(seed);
        var pairs = new PairedValue[Pairs];
        bool slow = random.Uniform() < 0.5;
        for (int i = 0; i < pairs.Length; i++)
        {
            bool before = slow;
            slow ^= random.Uniform() < 0.01;
            bool candidateFirst = order.NextCandidateFirst();
            double first = (before ? 0.34 : 0) + Scatter(random);
            double second = (slow ? 0.34 : 0) + 0.003 + Scatter(random);
            (double baseline, double candidate) = candidateFirst ? (second, first) : (first, second);
            pairs[i] = new PairedValue(2e7 * Math.Exp(baseline), 2e7 * Math.Exp(candidate + logRatio));
        }

        return pairs;
    }

    private double Scatter(SimulatedNoise random) => Residuals is { } residuals
        ? residuals[(int)(random.Uniform() * residuals.Length)]
        : (0.03 * random.Normal()) + random.Delay();
}
