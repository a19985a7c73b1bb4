using CompileBench.Analysis.Timing;
using CompileBench.Analysis.Tests.Simulation;
using Xunit;

namespace CompileBench.Analysis.Tests.Timing;

public sealed class ModeratedVarianceTests
{
    // Sums of squared normal values over their degrees of freedom.
    private static (double, int)[] Cases(Func<double> variance, int degrees)
    {
        var random = new SimulatedNoise(9);
        return Enumerable.Range(0, 2000)
            .Select(_ => (variance() * Enumerable.Range(0, degrees).Sum(_ => Math.Pow(random.Normal(), 2)) / degrees, degrees)).ToArray();
    }

    [Fact]
    public void FromCases_CasesOfOneVariance_FindsItAndTrustsItFully()
    {
        ModeratedVariance prior = ModeratedVariance.FromCases(Cases(() => 4, 4));

        Assert.InRange(prior.PriorVariance, 3.8, 4.2);
        Assert.True(prior.PriorDegrees > 50);
    }

    [Fact]
    public void FromCases_CasesOfScaledInverseChiSquareVariance_FindsItsDegrees()
    {
        // Smyth's model with 6 prior degrees of freedom about a variance of 1.
        var random = new SimulatedNoise(10);

        ModeratedVariance prior = ModeratedVariance.FromCases(Cases(() => 6 / Enumerable.Range(0, 6).Sum(_ => Math.Pow(random.Normal(), 2)), 4));

        Assert.InRange(prior.PriorDegrees, 4.5, 8);
        Assert.InRange(prior.PriorVariance, 0.9, 1.1);
    }

    [Fact]
    public void Moderate_OwnVariance_IsDrawnTowardsThePrior()
    {
        (double variance, double degrees) = new ModeratedVariance(1, 6).Moderate(4, 2);

        Assert.Equal((6 + 8) / 8.0, variance, 12);
        Assert.Equal(8, degrees);
    }

    [Fact]
    public void Moderate_NoPrior_KeepsOwnVariance() => Assert.Equal((4, 2), new ModeratedVariance(0, 0).Moderate(4, 2));

    [Theory]
    [InlineData(0.5, 4.934802200544679)] // pi squared over 2
    [InlineData(1, 1.6449340668482264)] // pi squared over 6
    [InlineData(2, 0.6449340668482264)]
    public void Trigamma_KnownValues_AreMet(double x, double expected) => Assert.Equal(expected, ModeratedVariance.Trigamma(x), 9);
}
