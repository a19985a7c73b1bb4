using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents;
using Xunit;

namespace CompileBench.Reporting.Tests.Charts;

public sealed class BandsTests
{
    private const string LongName = "a-module-with-a-name-of-sixty-characters-for-a-chart-of-rows";

    [Fact]
    public void TimeByCodeSize_SevenSettings_DrawsTheBandsOfTwo()
    {
        var chart = Assert.IsType<PlaneChart>(new ReportSet([SyntheticRun.Create(12, withFailures: false)]).Charts.Single(c => c.Name == "compile-time-by-code-size"));
        Assert.Equal(7, chart.Series.Count(s => s.Curve.Count > 0));
        Assert.Equal(["speed-backtracking", "winch"], chart.FindBandedSeries());
        Assert.Contains("bands, of speed-backtracking and winch: where 95%", chart.Subtitle, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_LongLabelsOfSummaries_AreNotCut()
    {
        var chart = new RowChart
        {
            Name = "rows",
            Title = "Rows",
            Subtitle = "",
            Caption = "",
            X = new ChartAxis("ratio", AxisQuantity.Ratio, IsLogarithmic: true),
            Rows = [new ChartRow("speed-backtracking, 3 cases") { Estimate = 1.1, IsSummary = true, Words = "1.10x (1.05x to 1.16x)" }, new ChartRow(LongName) { Estimate = 0.9 }],
        };
        var words = SvgWords.AssertApart(chart);
        Assert.Contains("speed-backtracking, 3 cases", words);
        Assert.Contains(LongName, words);
    }
}
