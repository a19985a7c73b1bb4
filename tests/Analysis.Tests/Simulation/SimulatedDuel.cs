using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;

namespace CompileBench.Analysis.Tests.Simulation;

/// <summary>
/// A duel over 30 cases on a noisy machine. Every pair shares a wandering level, each engine's time scatters by three per cent, the one that goes
/// first is half a per cent faster, and by default one time in twenty is delayed by an exponential 30%.
/// </summary>
internal sealed record SimulatedDuel
{
    internal const int Cases = 30;

    /// <summary>The true ratio of candidate over baseline, the same in every case.</summary>
    internal double Ratio { get; init; } = 1;

    /// <summary>How many blocks a case may get; the duel ends after that many for all cases together.</summary>
    internal int BlocksPerCase { get; init; } = 40;

    internal double DelayShare { get; init; } = 0.05;

    /// <summary>How far the ratio of one process lies from the truth; 0 for one process throughout, else each block has its own.</summary>
    internal double BetweenProcesses { get; init; }

    /// <summary>Correlation of successive pairs' log ratios within a block, on top of their own scatter.</summary>
    internal double PairCorrelation { get; init; }

    /// <summary>Scatter and correlation, from block to block, of a slow movement of each case's ratio.</summary>
    internal (double Deviation, double Correlation) SlowMovement { get; init; }

    /// <summary>How the level shared by both engines wanders, a pair.</summary>
    internal double Drift { get; init; } = 0.01;

    internal DuelState Play(ulong seed, params ComparisonMetric[] metrics)
    {
        var random = new SimulatedNoise(seed * 7919);
        var state = new DuelState(new DuelPlan
        {
            Cases = [.. Enumerable.Range(0, Cases).Select(i => new ComparedCase("compile", $"m{i / 3}", $"s{i % 3}"))],
            Metrics = metrics,
            Seed = seed,
            BlockNanoseconds = 4e8,
        });
        var slow = new Dictionary<ComparedCase, double>();
        double level = 0;
        for (int block = 0; block < BlocksPerCase * Cases && state.Next() is { } request; block++)
        {
            slow[request.Case] = Move(slow.GetValueOrDefault(request.Case, SlowMovement.Deviation * random.Normal()), random);
            double offset = Math.Log(Ratio) + slow[request.Case] + (BetweenProcesses * random.Normal());
            PairedValue[] pairs = Pairs(request, offset, ref level, random);
            state.AddTimes(request.Case, BetweenProcesses > 0 ? block : 1, pairs, metrics.Contains(ComparisonMetric.Cpu) ? pairs : null);
        }

        state.Conclude();
        return state;
    }

    private double Move(double value, SimulatedNoise random) => (SlowMovement.Correlation * value)
        + (Math.Sqrt(1 - (SlowMovement.Correlation * SlowMovement.Correlation)) * SlowMovement.Deviation * random.Normal());

    private PairedValue[] Pairs(DuelRequest request, double offset, ref double level, SimulatedNoise random)
    {
        var pairs = new PairedValue[request.CandidateFirst.Count];
        double shared = 0.03 * random.Normal();
        for (int i = 0; i < pairs.Length; i++)
        {
            level += Drift * random.Normal();
            shared = (PairCorrelation * shared) + (Math.Sqrt(1 - (PairCorrelation * PairCorrelation)) * 0.03 * random.Normal());
            double order = request.CandidateFirst[i] ? -0.0025 : 0.0025;
            double baseline = level - order + Scatter(random);
            double candidate = level + order + offset + (PairCorrelation > 0 ? shared : 0) + Scatter(random);
            pairs[i] = new PairedValue(2.5e7 * Math.Exp(baseline), 2.5e7 * Math.Exp(candidate));
        }

        return pairs;
    }

    private double Scatter(SimulatedNoise random) =>
        (0.03 / Math.Sqrt(2) * random.Normal()) + (random.Uniform() < DelayShare ? -0.3 * Math.Log(random.Uniform()) : 0);
}
