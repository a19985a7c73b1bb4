using System.Text;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Charts.Drawing;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Tests.Charts;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Runs;

public sealed class TotalTimeChartTests
{
    private static readonly CaseRecord[] Records =
    [
        .. SyntheticRun.CompiledAndExecuted("a", "winch", 1_000_000, 500_000),
        .. SyntheticRun.CompiledAndExecuted("a", "none-singlepass", 4_000_000, 150_000),
        .. SyntheticRun.CompiledAndExecuted("a", "speed-backtracking", 9_000_000, 100_000),
        .. SyntheticRun.CompiledAndExecuted("a", "pulley", 8_000_000, 4_000_000),
        .. SyntheticRun.CompiledAndExecuted("b", "winch", 2_000_000, 30_000),
        .. SyntheticRun.CompiledAndExecuted("b", "speed-backtracking", 5_000_000, 20_000),
    ];

    [Fact]
    public void Charts_ExecutedModules_HaveTheApprovedNumbers() =>
        Assert.All(Charts(Records), chart => ApprovedFile.Matches(Encoding.UTF8.GetString(ChartJson.Write(chart)), chart.Name, "json"));

    [Fact]
    public void Charts_MarkedPoint_LiesWhereBothTotalsOfTheRecordsAreEqual()
    {
        var chart = Charts(Records)[0];
        double Total(string settings, double runs) => Time(OperationNames.Compile, settings) + (runs * Time(OperationNames.Execute, settings));
        double Time(string operation, string settings) => Records.Single(r => r.Operation == operation && r.Module == "a" && r.Settings == settings).Samples[0].Nanoseconds;

        var marked = chart.Series.SelectMany(s => s.Points.Select(p => (s.Name, Point: p))).ToList();

        Assert.Equal(["none-singlepass", "speed-backtracking"], marked.Select(m => m.Name));
        Assert.All(marked, m =>
        {
            Assert.Equal(PointState.Marked, m.Point.State);
            Assert.Equal(Total("winch", m.Point.X), m.Point.Y!.Value, 3);
            Assert.Equal(Total(m.Name, m.Point.X), m.Point.Y!.Value, 3);
        });
        Assert.All(chart.Series, s => Assert.All(s.Curve, c => Assert.Equal(Total(s.Name, c.X), c.Y, 3)));
    }

    [Fact]
    public void Charts_SettingWithLongerRuns_SaysThatItNeverPays()
    {
        var pulley = Charts(Records)[0].Series.Single(s => s.Name == "pulley");

        Assert.Empty(pulley.Points);
        Assert.EndsWith(": never pays", pulley.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Svg_ExecutedModules_HasNoWordsOnTopOfEachOtherOrOutside(bool isDark) =>
        Assert.All(Charts(Records), chart => SvgWords.AssertApart(chart, isDark ? ChartTheme.Dark : ChartTheme.Light));

    [Fact]
    public void Charts_MoreModulesThanAReportShows_AreTheFirstOnes() =>
        Assert.Equal(
            TotalTimeChart.MostModules,
            Charts([.. Enumerable.Range(0, 30).SelectMany(i => SyntheticRun.CompiledAndExecuted($"m{i}", "winch", 1_000, 50).Concat(SyntheticRun.CompiledAndExecuted($"m{i}", "pulley", 2_000, 10)))]).Count);

    [Fact]
    public void Charts_RunWithoutExecutions_HasNone() =>
        Assert.DoesNotContain(new ReportSet([SyntheticRun.Create(3)]).Charts, c => c.Name.StartsWith("total-time", StringComparison.Ordinal));

    private static IReadOnlyList<PlaneChart> Charts(CaseRecord[] records) =>
    [
        .. new ReportSet([new RunData(SyntheticRun.Manifest(["e"], [.. records.Select(r => r.Module).Distinct()]), records)]).Charts
            .OfType<PlaneChart>().Where(c => c.Name.StartsWith("total-time", StringComparison.Ordinal)),
    ];
}
