using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Simulation;

/// <summary>How often the bounds hold the truth, over 4,000 simulated cases each. Thresholds allow for 2.5 standard errors of that count.</summary>
public sealed class EstimateCoverageTests
{
    private const int Cases = 4000;

    [Theory]
    [InlineData(1, 5)]
    [InlineData(1, 15)]
    [InlineData(2, 5)]
    [InlineData(3, 4)]
    [InlineData(5, 10)]
    [InlineData(10, 3)]
    public void TimeEstimate_Bounds_HoldTheTruthAsOftenAsTheySay(int launches, int iterations)
    {
        var random = new SimulatedNoise(1);

        // One launch speaks for its own iterations only, so its own level is the truth it is judged by.
        int held = Enumerable.Range(0, Cases).Count(_ =>
            TimeEstimate.FromLaunches(random.Launches(launches, iterations, launches > 1 ? 0.03 : 0))!.Bounds!.Value.Contains(SimulatedNoise.Median));

        Assert.InRange(held / (double)Cases, 0.94, 1.0);
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(3, 4)]
    [InlineData(6, 10)]
    public void RatioEstimate_Bounds_HoldTheTruthAsOftenAsTheySay(int launches, int iterations)
    {
        var random = new SimulatedNoise(2);

        int held = Enumerable.Range(0, Cases).Count(_ =>
        {
            TimeEstimate candidate = TimeEstimate.FromLaunches(random.Launches(launches, iterations, 0.03))!;
            TimeEstimate baseline = TimeEstimate.FromLaunches(random.Launches(launches, iterations, 0.03))!;
            return RatioEstimate.Between(candidate, baseline).Bounds!.Value.Contains(1);
        });

        Assert.InRange(held / (double)Cases, 0.94, 1.0);
    }
}
