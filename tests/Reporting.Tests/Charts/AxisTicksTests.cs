using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Charts.Drawing;
using Xunit;

namespace CompileBench.Reporting.Tests.Charts;

public sealed class AxisTicksTests
{
    private static readonly ChartAxis Time = new("t", AxisQuantity.Time, true);
    private static readonly ChartAxis Bytes = new("b", AxisQuantity.Bytes, true);
    private static readonly ChartAxis Ratio = new("r", AxisQuantity.Ratio, true);

    [Fact]
    public void Logarithmic_FourDecadesOfTime_LabelsTheDecades() =>
        Assert.Equal(["1 ms", "10 ms", "100 ms", "1 s", "10 s"], Labels(Time, 0.8e6, 12e9, 6));

    [Fact]
    public void Logarithmic_DecadesOfBytes_LabelsTheDecades() =>
        Assert.Equal(["10 KB", "100 KB", "1 MB", "10 MB"], Labels(Bytes, 8e3, 15e6, 5));

    [Fact]
    public void Logarithmic_WithMoreRoom_AddsRoundSteps() =>
        Assert.Equal(["10 ms", "30 ms", "100 ms", "300 ms", "1 s"], Labels(Time, 9e6, 1.1e9, 5));

    [Fact]
    public void Logarithmic_RatiosCloseToOne_AreReadLikeARuler() =>
        Assert.Equal(["0.98x", "1x", "1.02x", "1.04x"], Labels(Ratio, 0.97, 1.045, 5));

    [Fact]
    public void Logarithmic_AcrossADecadeButShort_LabelsBothSides() =>
        Assert.Equal(["0.8x", "1x", "1.2x"], Labels(Ratio, 0.74, 1.36, 4));

    [Fact]
    public void Logarithmic_TwentyDecades_ThinsOutLabels() => Assert.True(Labels(Time, 1, 1e20, 6).Count <= 6);

    [Theory]
    [InlineData(1e6, 1e6)]
    [InlineData(1e-12, 1e15)]
    [InlineData(5e6, 5.0001e6)]
    public void AnyRange_AnyRoom_KeepsWithinBoth(double low, double high)
    {
        for (var room = 1; room < 20; room++)
        {
            var ticks = AxisTicks.For(Time, low, high, room);
            Assert.InRange(ticks.Count(t => t.IsMajor), 0, Math.Max(2, room) + 1);
            Assert.All(ticks, t => Assert.InRange(t.Value, low * 0.999, high * 1.001));
        }
    }

    [Fact]
    public void Categories_TooManyForTheRoom_KeepTheLast()
    {
        var axis = new ChartAxis("v", AxisQuantity.Category, false) { Categories = [.. Enumerable.Range(1, 40).Select(i => $"v{i}")] };
        var labels = AxisTicks.For(axis, -0.5, 39.5, 8).Where(t => t.IsMajor).Select(t => t.Label).ToList();
        Assert.True(labels.Count <= 8);
        Assert.Equal("v40", labels[^1]);
    }

    private static List<string> Labels(ChartAxis axis, double low, double high, int room) =>
        [.. AxisTicks.For(axis, low, high, room).Where(t => t.IsMajor).Select(t => t.Label)];
}
