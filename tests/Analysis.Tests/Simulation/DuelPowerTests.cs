using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using Xunit;

namespace CompileBench.Analysis.Tests.Simulation;

/// <summary>What a duel finds within 40 blocks a case (about ten minutes for 30 cases of 50 ms a pair), over 40 suites of 30 cases each.</summary>
public sealed class DuelPowerTests(ITestOutputHelper output)
{
    private const int Suites = 40;

    [Theory]
    [InlineData(1.00, 0.85, 0.00)]
    [InlineData(1.02, 0.00, 0.90)]
    [InlineData(1.03, 0.00, 0.99)]
    [InlineData(1.05, 0.00, 0.99)]
    [InlineData(0.95, 0.00, 0.99)]
    public void Duel_WithDelaysAndProcesses_FindsTheTruth(double ratio, double fewestEquivalent, double fewestFound)
    {
        var duel = new SimulatedDuel { Ratio = ratio, BetweenProcesses = 0.005 };
        ChangeVerdict found = ratio < 1 ? ChangeVerdict.Faster : ChangeVerdict.Slower;
        CompileTimeComparison[] comparisons =
            [.. Enumerable.Range(1, Suites).SelectMany(s => duel.Play((ulong)s, ComparisonMetric.Wall).Comparisons)];

        double equivalent = comparisons.Average(c => c.Verdict == ChangeVerdict.Equivalent ? 1.0 : 0);
        double power = comparisons.Average(c => c.Verdict == found ? 1.0 : 0);
        double held = comparisons.Average(c => c.Bounds!.Value.Contains(ratio) ? 1.0 : 0);

        output.WriteLine($"ratio {ratio}: found {power:P1}, equivalent {equivalent:P1}, bounds hold {held:P2}");
        Assert.True(equivalent >= fewestEquivalent);
        Assert.True(power >= fewestFound);
        Assert.True(held >= 0.999);
        Assert.True(ratio is > 0.97 and < 1.02 || equivalent <= 0.001);
    }

    [Fact]
    public void Duel_OfAPlainChange_StopsEarly()
    {
        DuelState state = new SimulatedDuel { Ratio = 1.2, BetweenProcesses = 0.005 }.Play(1, ComparisonMetric.Wall);

        Assert.All(state.Comparisons, c => Assert.True(c.IndependentValues <= 16));
    }
}
