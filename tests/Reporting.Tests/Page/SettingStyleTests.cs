using System.Text.Json;
using CompileBench.Reporting.Charts.Drawing;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Page;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Page;

public sealed class SettingStyleTests
{
    [Fact]
    public void For_EverySetting_HasAStyleOfItsOwnInEveryChart()
    {
        var together = SeriesStyle.For(SettingNames.All);

        Assert.Equal(SettingNames.All.Count, together.Distinct().Count());
        Assert.All(SettingNames.All, (name, i) => Assert.Equal(together[i], SeriesStyle.For(["other", name])[1]));
    }

    [Fact]
    public void PageData_EverySetting_HasItsNameAndTheStyleOfThePrintedCharts()
    {
        CompileTimeSample[] samples = [new(1, 0, SampleKind.Warm, 1, 100, null), new(2, 0, SampleKind.Warm, 1, 101, null)];
        var manifest = SyntheticRun.Manifest(["e"], ["m"]) with { Settings = SettingNames.All };
        var set = new ReportSet([new RunData(manifest, [.. SettingNames.All.Select(s => SyntheticRun.Record("m", s, "e", samples))])]);

        using var data = JsonDocument.Parse(PageData.Json(set));

        var names = data.RootElement.GetProperty("settings").EnumerateArray().Select(s => s.GetString());
        var styles = data.RootElement.GetProperty("styles").EnumerateArray().Select(s => s.GetRawText()).ToList();
        Assert.Equal(SettingNames.All, names);
        Assert.Equal(SettingNames.All.Count, styles.Distinct().Count());
        Assert.Equal("[\"#2f3640\",\"#e8edf2\",\"circle\",0]", styles[0]);
        Assert.Equal(SettingNames.Baseline, data.RootElement.GetProperty("baseline").GetString());
    }
}
