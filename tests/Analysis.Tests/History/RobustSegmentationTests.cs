using CompileBench.Analysis.History;
using Xunit;

namespace CompileBench.Analysis.Tests.History;

public sealed class RobustSegmentationTests
{
    [Fact]
    public void Starts_TwoPlainLevels_AreParted() =>
        Assert.Equal([0, 4], RobustSegmentation.Starts([0, 0, 0, 0, 5, 5, 5, 5], 1, 10));

    [Fact]
    public void Starts_SavingBelowThePenalty_IsNotTaken() =>
        Assert.Equal([0], RobustSegmentation.Starts([0, 0, 0, 0, 1, 1, 1, 1], 1, 10));

    [Fact]
    public void Starts_OneWildValue_CostsNoLevel() =>
        Assert.Equal([0], RobustSegmentation.Starts([0, 0, 0, 0, 100, 0, 0, 0], 1, 10));

    [Fact]
    public void Starts_EmptySeries_HasNone() => Assert.Empty(RobustSegmentation.Starts([], 1, 10));

    // Every split of a short series, tried one by one: the programme must find the cheapest.
    [Fact]
    public void Starts_AnyShortSeries_AreTheCheapestOfAll()
    {
        double[] values = [0.2, -0.4, 3.9, 4.2, 4.4, -0.1, 0.3, 8.0, 7.7, 7.9];
        const double Penalty = 4;
        double found = Cost(values, [.. RobustSegmentation.Starts(values, 1, Penalty)], Penalty);

        double best = Enumerable.Range(0, 1 << 9)
            .Select(mask => new[] { 0 }.Concat(Enumerable.Range(1, 9).Where(i => (mask >> (i - 1) & 1) == 1)).ToArray())
            .Where(starts => starts.Append(10).Zip(starts.Skip(1).Append(10)).All(p => p.Second - p.First >= 2 || p.First == 10))
            .Min(starts => Cost(values, starts, Penalty));

        Assert.Equal(best, found, 9);
    }

    private static double Cost(double[] values, int[] starts, double penalty) => starts.Select((start, i) =>
    {
        double[] part = values[start..(i + 1 < starts.Length ? starts[i + 1] : values.Length)];
        double[] sorted = [.. part.Order()];
        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return part.Sum(v => Math.Min(RobustSegmentation.LargestLossShare * penalty, (v - median) * (v - median))) + (i > 0 ? penalty : 0);
    }).Sum();
}
