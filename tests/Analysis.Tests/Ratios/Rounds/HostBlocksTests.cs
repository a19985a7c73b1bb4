using CompileBench.Analysis.Ratios.Rounds;
using CompileBench.Analysis.Timing;
using Xunit;

namespace CompileBench.Analysis.Tests.Ratios.Rounds;

public sealed class HostBlocksTests
{
    private const double Misrate = TimeEstimate.DefaultMisrate;

    [Fact]
    public void Combine_OneModuleOnTwoHosts_HasTheMeanRatioAndTheTimeOfTheHostWithMoreRounds()
    {
        var fast = Table(baseline: 100, ratio: 0.5, rounds: 3);
        var slow = Table(baseline: 300, ratio: 0.52, rounds: 5);

        var both = HostBlocks.Combine([fast, slow], Misrate);

        var ratio = Assert.Single(both.Ratios).Figure;
        Assert.Equal(Math.Sqrt(0.5 * 0.52), ratio.Figure!.Value, 2);
        Assert.Equal(8, ratio.Rounds);
        var time = Assert.Single(both.Times, t => t.Case.Settings == "base").Figure.Figure!.Value;
        Assert.InRange(time, 290, 310);
    }

    [Fact]
    public void Combine_HostsWhoseRatiosDiffer_TheirScatterGivesTheBounds()
    {
        var alike = HostBlocks.Combine([Table(100, 0.5, 5), Table(100, 0.5, 5)], Misrate);
        var apart = HostBlocks.Combine([Table(100, 0.5, 5), Table(100, 0.53, 5)], Misrate);

        Assert.InRange(Width(apart), 5 * Width(alike), double.PositiveInfinity);
    }

    [Fact]
    public void Combine_OneHost_IsItsTable()
    {
        var one = Table(100, 0.5, 3);

        Assert.Same(one, HostBlocks.Combine([one], Misrate));
    }

    [Fact]
    public void Combine_HostWithASingleRound_LeavesTheMeanWithoutBounds()
    {
        var mean = Assert.Single(HostBlocks.Combine([Table(100, 0.5, 3), Table(100, 0.5, 1)], Misrate).Means);

        Assert.Null(mean.Figure.Limits);
        Assert.Equal(0.5, mean.Figure.Figure!.Value, 2);
    }

    private static double Width(RoundTable table) => Assert.Single(table.Ratios).Figure.Limits is { } bounds ? Math.Log(bounds.Upper / bounds.Lower) : double.PositiveInfinity;

    // Rounds that differ by a tenth of a per cent.
    private static RoundTable Table(double baseline, double ratio, int rounds) => RoundTable.FromStretches(
        Enumerable.Range(1, rounds).SelectMany(round => (RoundStretch[])
        [
            new(round, "m", "base", [new StretchSample(0, baseline * (1 + (0.001 * (round % 2))), null)]),
            new(round, "m", "other", [new StretchSample(0, baseline * ratio * (1 + (0.001 * (round % 3))), null)]),
        ]),
        "base");
}
