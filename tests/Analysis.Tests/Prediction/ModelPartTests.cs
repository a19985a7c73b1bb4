using CompileBench.Analysis.Prediction;
using CompileBench.Analysis.Prediction.Features;
using CompileBench.Results.Schema.Models;
using Xunit;

namespace CompileBench.Analysis.Tests.Prediction;

public sealed class ModelPartTests
{
    // Two features with a weight: real modules had up to 20% of their cost from the second one.
    private const int Common = 1;
    private const int Rare = 2;

    private static readonly ModelPart Part = ModelPart.FromDocument(new CostModelPart(
        "s", "time", 1,
        [new CostModelTerm(CostFeatures.All[Common].Name, 1, 1), new CostModelTerm(CostFeatures.All[Rare].Name, 1, 0.2)],
        new CostRatios(0.8, 0.9, 1.1, 1.2), new CostRatios(0.1, 0.5, 2, 10)));

    [Fact]
    public void Estimate_ShareThatGrows_PassesFromOneIntervalToTheOtherWithoutAStep()
    {
        const int Steps = 10_000;
        var estimates = Enumerable.Range(0, Steps + 1).Select(i => Estimate((double)i / Steps)).ToList();

        Assert.Equal(0.8, Factor(estimates[0]), 12);
        Assert.Equal(0.1, Factor(estimates[^1]), 12);
        Assert.True(!estimates[0].IsUnusual && estimates[^1].IsUnusual);
        Assert.All(estimates.Zip(estimates.Skip(1)), pair => Assert.InRange(Factor(pair.Second) / Factor(pair.First), 0.99, 1));
        Assert.Equal(estimates[0].Value, estimates[0].Mean);

        // The share of 1 is 2.5 times its limit of 0.4, from where the mean of the wide ratios counts fully.
        Assert.Equal(1.935, estimates[^1].Mean / estimates[^1].Value, 12);
        Assert.All(estimates.Zip(estimates.Skip(1)), pair => Assert.InRange(pair.Second.Mean / pair.First.Mean, 1, 1.01));
        Assert.All(estimates, e => Assert.True(e.Lower90 <= e.Lower50 && e.Lower50 <= e.Value && e.Value <= e.Upper50 && e.Upper50 <= e.Upper90));
    }

    [Fact]
    public void Estimate_NoCost_HasIntervals() => Assert.Equal(new CostEstimate(0, 0, 0, 0, 0, false), Part.Estimate(Features(0, 0), HostFactor.One));

    private static double Factor(CostEstimate estimate) => estimate.Lower90 / estimate.Value;

    private static CostEstimate Estimate(double share) => Part.Estimate(Features(1 - share, share), HostFactor.One);

    private static ModuleFeatures Features(double common, double rare)
    {
        var values = new double[CostFeatures.All.Count];
        (values[Common], values[Rare]) = (common, rare);
        return new ModuleFeatures(values);
    }
}
