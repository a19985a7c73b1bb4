using CompileBench.Analysis.Prediction.Fitting;
using CompileBench.Analysis.Randomness;
using Xunit;

namespace CompileBench.Analysis.Tests.Prediction;

public sealed class RelativeFitTests
{
    [Fact]
    public void Fit_CostsOfThreeOrdersOfMagnitude_AreEachNearTheirPrediction()
    {
        var random = new SplitMix64(3);
        List<FitRow> rows = [.. Enumerable.Range(0, 60).Select(i => Row(random, Math.Pow(10, 1 + (i % 4)), noise: 0.02))];

        var weights = RelativeFit.Fit(rows, [], RelativeFit.Rounds);

        Assert.All(rows, row => Assert.InRange(RelativeFit.Predict(weights, row.Features) / row.Cost, 0.95, 1.05));
    }

    [Fact]
    public void Fit_OneRowTenTimesTooDear_BarelyMovesTheOthers()
    {
        var random = new SplitMix64(5);
        List<FitRow> rows = [.. Enumerable.Range(0, 40).Select(_ => Row(random, 100, noise: 0.01))];
        rows[0] = rows[0] with { Cost = rows[0].Cost * 10 };

        var weights = RelativeFit.Fit(rows, [], RelativeFit.Rounds);

        Assert.All(rows.Skip(1), row => Assert.InRange(RelativeFit.Predict(weights, row.Features) / row.Cost, 0.95, 1.06));
    }

    [Fact]
    public void Fit_RowsOfHighWeight_DecideBetweenContradictions()
    {
        List<FitRow> rows = [new FitRow([1], 100, 1), new FitRow([1], 110, 1e-6)];

        Assert.Equal(100, RelativeFit.Fit(rows, [], RelativeFit.Rounds)[0], 2);
    }

    private static FitRow Row(SplitMix64 random, double size, double noise)
    {
        double[] features = [1, size * (1 + random.NextBelow(10)), size * random.NextBelow(10)];
        var cost = 5 + (3 * features[1]) + (0.5 * features[2]);
        return new FitRow(features, cost * (1 + (noise * ((random.NextBelow(201) / 100.0) - 1))), 1);
    }
}
