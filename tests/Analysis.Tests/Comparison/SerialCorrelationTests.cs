using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Tests.Simulation;
using Xunit;

namespace CompileBench.Analysis.Tests.Comparison;

public sealed class SerialCorrelationTests
{
    private static double[][] Series(int cases, int length, double correlation)
    {
        var random = new SimulatedNoise(5);
        return Enumerable.Range(0, cases).Select(_ =>
        {
            double state = random.Normal();
            return Enumerable.Range(0, length).Select(_ =>
                state = (correlation * state) + (Math.Sqrt(1 - (correlation * correlation)) * random.Normal())).ToArray();
        }).ToArray();
    }

    [Fact]
    public void Of_IndependentValues_IsNearOne() => Assert.InRange(SerialCorrelation.FromSeries(Series(60, 32, 0)).VarianceFactor, 1, 1.1);

    [Fact]
    public void Of_CorrelatedValues_NearsTheLongRunFactor() =>
        Assert.InRange(SerialCorrelation.FromSeries(Series(60, 32, 0.5)).VarianceFactor, 2, 3.2); // (1 + 0.5) / (1 - 0.5) = 3 in the long run

    [Fact]
    public void Of_TooFewValues_IsUnknown() => Assert.Equal(SerialCorrelation.Unknown, SerialCorrelation.FromSeries(Series(2, 20, 0.5)));
}
