using System.Xml.Linq;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Charts.Drawing;
using CompileBench.Reporting.Documents;
using SkiaSharp;
using Xunit;

namespace CompileBench.Reporting.Tests.Charts;

public sealed class ChartFilesTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<int, bool> Sizes => new() { { 1, false }, { 5, true }, { 24, false }, { 500, true } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Png_AnyNumberOfModules_IsDrawnInBothThemes(int modules, bool isDark)
    {
        foreach (var chart in new ReportSet([SyntheticRun.Create(modules)]).Charts)
        {
            using var picture = SKBitmap.Decode(ChartFiles.Png(chart, isDark ? ChartTheme.Dark : ChartTheme.Light));
            var background = isDark ? ChartTheme.Dark.Background : ChartTheme.Light.Background;
            Assert.Equal(background, picture.GetPixel(2, 2));
            var ink = picture.Pixels.Count(p => p != background);
            Assert.True(ink > 10_000, $"{chart.Name} with {modules} modules is almost empty: {ink} pixels");
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Svg_AnyNumberOfModules_HasNoWordsOnTopOfEachOtherOrOutside(int modules, bool isDark)
    {
        foreach (var chart in new ReportSet([SyntheticRun.Create(modules)]).Charts)
        {
            SvgWords.AssertApart(chart, isDark ? ChartTheme.Dark : ChartTheme.Light);
        }
    }

    [Fact]
    public void Svg_Finished_CarriesItsFontAndWordsForScreenReadersAndNoReferenceOutside()
    {
        var chart = new ReportSet([SyntheticRun.Create(5)]).Charts[0];
        var root = SvgWords.Parse(chart, ChartTheme.Light);
        Assert.Equal(chart.Title, root.Element(Svg + "title")!.Value);
        Assert.EndsWith(chart.Caption, root.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Equal("600", root.Elements(Svg + "text").Single(t => t.Value == chart.Title).Attribute("font-weight")!.Value);
        Assert.Contains("data:font/woff;base64,", root.Element(Svg + "style")!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(root.Descendants().Attributes(), a => a.Name.LocalName is "href" or "src" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_OneRun_NamesEveryFileItWrote()
    {
        using var directory = new TestFolder();
        var files = ChartFiles.Write(new ReportSet([SyntheticRun.Create(5)]).Charts, directory.Path);
        Assert.Equal(files.Order(), Directory.EnumerateFiles(directory.Path).Select(f => Path.GetFileName(f)).Order());
        Assert.Contains("compile-time-by-code-size-dark.svg", files);
    }

    [Fact]
    public void Names_OfEnginesThatLookAlikeOnceSafe_StayApart()
    {
        using var directory = new TestFolder();
        var set = new ReportSet([SyntheticRun.Create(3, engines: ["v/1", "V:1", "v 1"])]);
        var files = ChartFiles.Write(set.Charts, directory.Path);
        Assert.Equal(files.Count, files.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Json_WrittenAndRead_IsTheSameChart()
    {
        foreach (var chart in new ReportSet([SyntheticRun.Create(5)]).Charts)
        {
            var json = ChartJson.Write(chart);
            Assert.Equal(json, ChartJson.Write(ChartJson.Read(json)));
        }
    }
}
