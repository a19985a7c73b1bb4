using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Tests.Simulation;
using Xunit;

namespace CompileBench.Analysis.Tests.Scaling;

public sealed class RoundEffectsTests
{
    [Fact]
    public void Remove_RoundsInStatesFarApart_LeavesTheSizesOnTheirLine()
    {
        // Twice as much per doubling. The second round was 40% slower, and the largest size missed the last two.
        double[] states = [1, 1.4, 1, 1.1];
        var sizes = Enumerable.Range(0, 8).Select(i => Enumerable.Range(1, i == 7 ? 2 : 4).Select(round => (round, Math.Pow(2, i) * states[round - 1])).ToArray()).ToArray();

        var removed = RoundEffects.Remove(sizes);

        Assert.All(removed.Select((values, i) => (values, Middle: Math.Pow(2, i))), s => Assert.All(s.values, v => Assert.Equal(removed[0][0], v / s.Middle, 9)));
    }

    [Fact]
    public void Remove_SimulatedStates_SizesScatterLittleAboutTheLine()
    {
        var random = new SimulatedNoise(7);
        var (raw, removed) = (new List<double>(), new List<double>());
        for (int ladder = 0; ladder < 200; ladder++)
        {
            double[] states = [.. Enumerable.Range(0, 4).Select(_ => 0.2 * random.Normal())];
            var sizes = Enumerable.Range(0, 8).Select(i => Enumerable.Range(0, i >= 6 ? 2 : 4).Select(round => (round, Math.Exp(states[round] + (0.03 * random.Normal())))).ToArray()).ToArray();
            raw.Add(Scatter(sizes.Select(s => s.Select(v => v.Item2))));
            removed.Add(Scatter(RoundEffects.Remove(sizes)));
        }

        Assert.True(removed.Average() < 0.4 * raw.Average(), $"{removed.Average():P2} against {raw.Average():P2}");
    }

    [Fact]
    public void Remove_OneRoundOrFewSizes_LeavesValuesAsTheyAre()
    {
        Assert.Equal([[3.0], [5.0], [7.0]], RoundEffects.Remove([[(1, 3)], [(1, 5)], [(1, 7)]]).Select(v => v.Select(x => Math.Round(x, 9))));
        Assert.Equal([[3.0, 4.0], [5.0, 9.0]], RoundEffects.Remove([[(1, 3), (2, 4)], [(1, 5), (2, 9)]]).Select(v => v.Select(x => Math.Round(x, 9))));
    }

    // The standard deviation of the sizes' medians on the log scale.
    private static double Scatter(IEnumerable<IEnumerable<double>> sizes)
    {
        double[] logs = [.. sizes.Select(s => s.Order().ToArray()).Select(s => Math.Log((s[s.Length / 2] + s[(s.Length - 1) / 2]) / 2))];
        double mean = logs.Average();
        return Math.Sqrt(logs.Sum(l => (l - mean) * (l - mean)) / (logs.Length - 1));
    }
}
