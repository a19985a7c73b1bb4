using System.Text;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Charts.Drawing;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Ladders;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Tests.Charts;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Ladders;

public sealed class LadderReportTests
{
    [Fact]
    public void Charts_TwoShapes_HaveTheApprovedNumbers()
    {
        foreach (var chart in new LadderReport(SyntheticLadders.Create(2)).Charts)
        {
            ApprovedFile.Matches(Encoding.UTF8.GetString(ChartJson.Write(chart)), chart.Name, "json");
        }
    }

    [Fact]
    public void Markdown_TwoShapes_IsAsApproved()
    {
        var run = SyntheticLadders.Create(2);
        ApprovedFile.Matches(RunMarkdown.FromReportSet(new ReportSet([run]), "charts"), "ladders", "md");
    }

    [Fact]
    public void Chart_QuadraticShape_NamesItsLawAndItsLimits()
    {
        var chart = new LadderReport(SyntheticLadders.Create(1, sizes: 12)).Charts.OfType<PlaneChart>().First(c => c.Name.EndsWith("-time", StringComparison.Ordinal));
        var quadratic = chart.Series.Single(s => s.Name == "speed-backtracking");
        Assert.Contains("superlinear", quadratic.Detail, StringComparison.Ordinal);
        Assert.Equal(PointState.LowerBound, quadratic.Points[^1].State);
        Assert.Equal(3e9, Assert.Single(chart.Lines).At);
    }

    [Fact]
    public void Map_ManyShapesAndSettings_IsSmallEnoughToRead()
    {
        var map = new LadderReport(SyntheticLadders.Create(35)).Charts.OfType<HeatMapChart>().First();
        Assert.Equal(35, map.Rows.Count);
        Assert.All(map.Rows, r => Assert.Equal(7, r.Cells.Count));
        SvgWords.AssertApart(map);
        var drawing = IChartDrawing.For(map);
        Assert.InRange(drawing.Width, 600, 1200);
        Assert.InRange(drawing.Height, 600, 1200);
    }

    [Theory]
    [InlineData("nested-loops@1024", "nested-loops", 1024)]
    [InlineData("nested-loops@1024-s7", "nested-loops-s7", 1024)]
    public void ParseRung_Rung_GivesShapeAndSize(string module, string shape, double size) => Assert.Equal((shape, size), LadderLaw.ParseRung(module));

    [Theory]
    [InlineData("sqlite")]
    [InlineData("@12")]
    [InlineData("x@")]
    [InlineData("x@-5")]
    [InlineData("x@1e3")]
    public void ParseRung_OtherName_IsNull(string module) => Assert.Null(LadderLaw.ParseRung(module));
}
