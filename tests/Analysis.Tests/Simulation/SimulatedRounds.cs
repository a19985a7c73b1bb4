using CompileBench.Analysis.Ratios.Rounds;

namespace CompileBench.Analysis.Tests.Simulation;

/// <summary>
/// A run in rounds as it was measured on a quiet machine with states: a stretch falls into a slow state 40% above the other, its process has a level
/// of its own, single compiles scatter by 2.6%, and the reference beside them shows 85% of the state.
/// </summary>
internal sealed record SimulatedRounds(int Rounds)
{
    internal const string Baseline = "s0";
    internal const int Modules = 12;
    internal const int Settings = 7;

    /// <summary>Whether samples have references.</summary>
    internal bool HasReference { get; init; } = true;

    /// <summary>How often a stretch falls into the slow state.</summary>
    internal double SlowShare { get; init; } = 0.35;

    /// <summary>How much of the state the reference shows.</summary>
    internal double ReferenceSlope { get; init; } = 0.95;

    /// <summary>How far processes differ.</summary>
    internal double BetweenProcesses { get; init; } = 0.006;

    /// <summary>How unevenly cases scatter, as a deviation of the logarithm of their scatter.</summary>
    internal double Unevenness { get; init; } = 0.4;

    /// <summary>How many modules are long: they take part in the first two rounds, and then in every second one.</summary>
    internal int LongModules { get; init; }

    /// <summary>Compiles in a stretch.</summary>
    internal int Samples { get; init; } = 8;

    /// <summary>The true ratio of a setting to the baseline.</summary>
    internal static double RatioOf(int settings) => 1 + (0.1 * settings);

    internal List<RoundStretch> Draw(SimulatedNoise random)
    {
        double[] scatter = [.. Enumerable.Range(0, Modules * Settings).Select(_ => Math.Exp(Unevenness * random.Normal()))];
        var stretches = new List<RoundStretch>();
        for (int round = 1; round <= Rounds; round++)
        {
            for (int i = round > 2 && round % 2 == 1 ? LongModules * Settings : 0; i < scatter.Length; i++)
            {
                double state = random.Uniform() < SlowShare ? 0.34 : 0;
                double level = Math.Log(5e6 * (1 + (i / Settings)) * RatioOf(i % Settings)) + (BetweenProcesses * scatter[i] * random.Normal());
                stretches.Add(new RoundStretch(round, $"m{i / Settings}", $"s{i % Settings}", [.. Enumerable.Range(0, Samples).Select(n => new StretchSample(
                    n,
                    Math.Exp(level + state + (0.026 * scatter[i] * random.Normal()) + random.Delay()),
                    HasReference ? 5e6 * Math.Exp((ReferenceSlope * state) + (0.01 * random.Normal())) : null))]));
            }
        }

        return stretches;
    }
}
