using CompileBench.Analysis.Ratios.Rounds;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Simulation;

/// <summary>Fleets of five hosts, each with modules of its own: the bounds of a setting's mean over all hosts at 95% hold the truth in at least 91 of 100.</summary>
public sealed class HostBlocksSimulationTests(ITestOutputHelper output)
{
    private const int Fleets = 25;
    private const int Hosts = 5;

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Combine_MeansOfFleets_HoldTheTruthAsOftenAsTheySay(int rounds)
    {
        var simulated = new SimulatedRounds(rounds) { HasReference = true, SlowShare = 0.35 };
        var random = new SimulatedNoise(43);
        var (held, means, narrower) = (0, 0, 0);
        for (var fleet = 0; fleet < Fleets; fleet++)
        {
            RoundTable[] hosts = [.. Enumerable.Range(0, Hosts).Select(host => RoundTable.FromStretches(
                simulated.Draw(random).Select(s => s with { Module = $"{s.Module} of {host}" }), SimulatedRounds.Baseline))];
            RoundTable all = HostBlocks.Combine(hosts, TimeEstimate.DefaultMisrate);
            Assert.Equal(hosts.Sum(h => h.Ratios.Count), all.Ratios.Count);
            foreach (RoundMean mean in all.Means)
            {
                Bounds bounds = mean.Figure.Limits!.Value;
                means++;
                held += bounds.Contains(SimulatedRounds.RatioOf(mean.Settings[1] - '0')) ? 1 : 0;
                narrower += Width(bounds) < Width(hosts[0].Means.First(m => m.Settings == mean.Settings).Figure.Limits!.Value) ? 1 : 0;
            }
        }

        output.WriteLine($"{rounds} rounds: means of {Hosts} hosts hold {(double)held / means:P1} of {means}, narrower than those of one host in {(double)narrower / means:P1}");
        Assert.True((double)held / means >= 0.91);
        Assert.True(narrower > means / 2);
    }

    private static double Width(Bounds bounds) => bounds.Upper / bounds.Lower;
}
