using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Ratios.Rounds;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Simulation;

/// <summary>
/// Runs of 84 cases in rounds: bounds at 95% hold the truth in at least 93 of 100, for cases and for the settings' means (85 where there are two rounds
/// only, no references, and a machine with states: two stretches in one state cannot show the other). Every case has bounds from two rounds on, or
/// says that it is not known yet; and with references the bounds are far narrower than without. The means of a run share one baseline, so their counts
/// scatter more and their threshold is 91 (over 400 runs they hold 93.5 to 95.6 of 100). The same holds where a quarter of the modules sits out rounds.
/// </summary>
public sealed class RoundTableSimulationTests(ITestOutputHelper output)
{
    private const int Runs = 60;

    [Theory]
    [InlineData(2, true, 0.35, 0.06, 0.93)]
    [InlineData(3, true, 0.35, 0.04, 0.93)]
    [InlineData(5, true, 0.35, 0.03, 0.93)]
    [InlineData(12, true, 0.35, 0.02, 0.93)]
    [InlineData(3, false, 0.0, 0.05, 0.93)]
    [InlineData(2, false, 0.35, 0.8, 0.85)]
    [InlineData(3, false, 0.35, 0.6, 0.93)]
    [InlineData(5, false, 0.35, 0.4, 0.93)]
    [InlineData(5, false, 0.05, 0.3, 0.93)]
    [InlineData(3, true, 0.35, 0.04, 0.93, 3)]
    [InlineData(5, true, 0.35, 0.03, 0.93, 3)]
    [InlineData(5, false, 0.35, 0.4, 0.93, 3)]
    public void FromStretches_Bounds_HoldTheTruthAsOftenAsTheySay(int rounds, bool hasReference, double slowShare, double widestMedian, double fewestHeld, int longModules = 0)
    {
        var simulated = new SimulatedRounds(rounds) { HasReference = hasReference, SlowShare = slowShare, LongModules = longModules };
        var random = new SimulatedNoise(41);
        var reaches = new List<double>();
        var old = new List<double>();
        int held = 0;
        int known = 0;
        int meansHeld = 0;
        int means = 0;
        var meanReaches = new List<double>();
        for (int run = 0; run < Runs; run++)
        {
            List<RoundStretch> stretches = simulated.Draw(random);
            RoundTable table = RoundTable.FromStretches(stretches, SimulatedRounds.Baseline);
            foreach (RoundEntry entry in table.Ratios)
            {
                Assert.True(entry.Figure is RoundFigure.Known or RoundFigure.NotKnownYet);
                known += entry.Figure.Limits is null ? 0 : 1;
                held += entry.Figure.Limits?.Contains(Truth(entry.Case.Settings)) == true ? 1 : 0;
                reaches.Add(Reach(entry.Figure.Limits));
            }

            foreach (RoundMean mean in table.Means)
            {
                means++;
                meansHeld += mean.Figure.Limits?.Contains(Truth(mean.Settings)) != false ? 1 : 0;
                meanReaches.Add(Reach(mean.Figure.Limits));
            }

            old.AddRange(OldReaches(stretches));
        }

        int cases = Runs * SimulatedRounds.Modules * (SimulatedRounds.Settings - 1);
        output.WriteLine($"{rounds} rounds, {longModules} long modules, reference {hasReference}, slow {slowShare:P0}: bounds hold {(double)held / known:P1}, known {(double)known / cases:P1}, "
            + $"median ±{Quantile(reaches, 0.5):P1}, nine in ten ±{Quantile(reaches, 0.9):P1}; means hold {(double)meansHeld / means:P1}, median ±{Quantile(meanReaches, 0.5):P1}; "
            + $"launches without moderation: median ±{Quantile(old, 0.5):P1}, nine in ten ±{Quantile(old, 0.9):P1}");
        Assert.True((double)held / known >= fewestHeld);
        Assert.True((double)meansHeld / means >= Math.Min(0.91, fewestHeld));
        Assert.True(Quantile(reaches, 0.5) <= widestMedian);
        Assert.True(Quantile(reaches, 0.5) < Quantile(old, 0.5));
    }

    private static double Truth(string settings) => SimulatedRounds.RatioOf(settings[1] - '0');

    private static double Reach(Bounds? bounds) => bounds is { } b ? Math.Sqrt(b.Upper / b.Lower) - 1 : double.PositiveInfinity;

    private static double Quantile(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

    private static IEnumerable<double> OldReaches(List<RoundStretch> stretches)
    {
        var times = stretches.GroupBy(s => (s.Module, s.Settings))
            .ToDictionary(g => g.Key, g => TimeEstimate.FromLaunches([.. g.Select(s => s.Samples.Select(v => v.Nanoseconds).ToArray())])!);
        return times.Where(t => t.Key.Settings != SimulatedRounds.Baseline)
            .Select(t => Reach(RatioEstimate.Between(t.Value, times[(t.Key.Module, SimulatedRounds.Baseline)]).Bounds));
    }
}
