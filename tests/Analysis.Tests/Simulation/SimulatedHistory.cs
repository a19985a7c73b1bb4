using CompileBench.Analysis.History;

namespace CompileBench.Analysis.Tests.Simulation;

/// <summary>Runs of many cases: each value scatters by two per cent from run to run, and one in twenty-five is an accident of 30% on average.</summary>
internal sealed record SimulatedHistory(int Cases, int Runs)
{
    /// <summary>Correlation of a case's successive runs.</summary>
    internal double Correlation { get; init; }

    /// <summary>What the cases' times are multiplied by from run <see cref="StepAt"/> on.</summary>
    internal double Step { get; init; } = 1;

    internal int StepAt { get; init; }

    internal HistoryRun[] Draw(SimulatedNoise random)
    {
        double[] state = [.. Enumerable.Range(0, Cases).Select(_ => random.Normal())];
        return [.. Enumerable.Range(0, Runs).Select(run => new HistoryRun($"run {run}", "host", [.. Enumerable.Range(0, Cases).Select(i =>
        {
            state[i] = (Correlation * state[i]) + (Math.Sqrt(1 - (Correlation * Correlation)) * random.Normal());
            double accident = random.Uniform() < 0.04 ? -0.3 * Math.Log(random.Uniform()) : 0;
            return Records.Compiled($"m{i:000}", "s", [1e6 * Math.Exp((0.02 * state[i]) + accident) * (run >= StepAt ? Step : 1)]);
        })]))];
    }
}
