using CompileBench.Analysis.Prediction;
using CompileBench.Measuring.Training;
using CompileBench.Results.Schema.Models;
using Xunit;

namespace CompileBench.Measuring.Tests.Training;

public sealed class HostCalibrationTests
{
    private static readonly CalibrationTime[] Reference = [new("a@1", "fast", 100), new("b@1", "fast", 200), new("c@1", "fast", 400), new("a@1", "slow", 1000)];

    [Fact]
    public void Factors_HostTwiceAsSlow_IsTwo()
    {
        var factors = HostCalibration.Factors(Reference, [new("a@1", "fast", 200), new("b@1", "fast", 400), new("c@1", "fast", 800)], ["fast"]);

        Assert.Equal(new HostFactor(2, 1), factors["fast"]);
    }

    [Fact]
    public void Factors_ModulesThatDisagree_WidenTheUncertainty()
    {
        var factors = HostCalibration.Factors(Reference, [new("a@1", "fast", 100), new("b@1", "fast", 300), new("c@1", "fast", 1600)], ["fast"]);

        Assert.Equal(1.5, factors["fast"].Factor);
        Assert.Equal(2, factors["fast"].Uncertainty, 6);
    }

    [Fact]
    public void Factors_SettingsWithoutATime_HaveTheFactorOfTheOthers()
    {
        var factors = HostCalibration.Factors(Reference, [new("a@1", "fast", 300)], ["fast", "slow"]);

        Assert.Equal(3, factors["slow"].Factor);
    }

    [Fact]
    public void Factors_NothingMeasured_AreOne() => Assert.Equal(HostFactor.One, HostCalibration.Factors(Reference, [], ["slow"])["slow"]);
}
