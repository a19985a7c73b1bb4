using System.Text;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Tests.Charts;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Versions;

public sealed class VersionTests
{
    [Fact]
    public void Report_TwoEnginesInOneRun_IsAsApproved()
    {
        var set = new ReportSet([SyntheticRun.Create(5, launches: 3, engines: ["44.0.0-test", "50.0.1-test"])]);
        ApprovedFile.Matches(RunMarkdown.FromReportSet(set, "charts"), "engines", "md");
        ApprovedFile.Matches(PullRequestMarkdown.FromReportSet(set), "pull-request", "md");
        ApprovedFile.Matches(Encoding.UTF8.GetString(ChartJson.Write(set.Charts.Single(c => c.Name == "version-ratios"))), "version-ratios", "json");
    }

    [Fact]
    public void History_OneSettingGetsSlower_MarksThatRunOnly()
    {
        var set = new ReportSet([Run(1, 1, 1), Run(2, 1, 1), Run(3, 1, 1.3), Run(4, 1, 1.3)]);
        var chart = Assert.IsType<PlaneChart>(set.Charts.Single(c => c.Name == "history"));
        Assert.Equal(4, chart.X.Categories.Count);
        var changed = chart.Series.Single(s => s.Name == "winch").Points;
        Assert.Equal([PointState.Measured, PointState.Measured, PointState.Marked, PointState.Measured], changed.Select(p => p.State));
        Assert.InRange(changed[2].Y!.Value, 1.25, 1.35);
        Assert.All(chart.Series.Single(s => s.Name == "speed-backtracking").Points, p => Assert.Equal(PointState.Measured, p.State));
    }

    [Fact]
    public void History_ManyRunsWithLongLabels_HasNoWordsOnTopOfEachOther()
    {
        var set = new ReportSet([.. Enumerable.Range(1, 25).Select(day => Run(day, 1, 1))]);
        SvgWords.AssertApart(set.Charts.Single(c => c.Name == "history"));
        SvgWords.AssertApart(set.Charts.Single(c => c.Name == "version-ratios"));
    }

    [Fact]
    public void TradeOff_DominatedSetting_IsNotOnTheFront()
    {
        var samples = new CompileTimeSample[] { new(1, 0, SampleKind.Warm, 1, 1000, null), new(2, 0, SampleKind.Warm, 1, 1010, null) };
        CaseRecord Case(string settings, double time, long bytes) => SyntheticRun.Record("m", settings, "e", [.. samples.Select(s => s with { Nanoseconds = (long)(s.Nanoseconds * time) })]) with { CodeBytes = bytes };
        var run = new RunData(SyntheticRun.Manifest(["e"], ["m"]), [Case("speed-backtracking", 10, 100), Case("winch", 1, 300), Case("none-backtracking", 11, 120)]);
        var chart = Assert.IsType<PlaneChart>(new ReportSet([run]).Charts.Single(c => c.Name == "time-against-code-size"));
        var states = chart.Series.ToDictionary(s => s.Name, s => s.Points[0].State);
        Assert.Equal(PointState.Marked, states["speed-backtracking"]);
        Assert.Equal(PointState.Marked, states["winch"]);
        Assert.Equal(PointState.Measured, states["none-backtracking"]);
    }

    [Fact]
    public void TradeOff_RunTimesBesideCompileTimes_AreChartedAgainstThem()
    {
        CompileTimeSample[] Samples(double time) => [.. Enumerable.Range(1, 2).Select(launch => new CompileTimeSample(launch, 0, SampleKind.Warm, 1, (long)(time * 1000), null))];
        IEnumerable<CaseRecord> Cases(string settings, double compile, double run) => new[] { "a", "b" }.SelectMany(m => new[]
        {
            SyntheticRun.Record(m, settings, "e", Samples(compile)), SyntheticRun.Record(m, settings, "e", Samples(run)) with { Operation = OperationNames.Execute },
        });
        var run = new RunData(SyntheticRun.Manifest(["e"], ["a", "b"]), [.. Cases("speed-backtracking", 10, 1), .. Cases("winch", 1, 3), .. Cases("none-backtracking", 11, 2)]);
        var chart = Assert.IsType<PlaneChart>(new ReportSet([run]).Charts.Single(c => c.Name == "time-against-run-time"));
        var winch = chart.Series.Single(s => s.Name == "winch").Points[0];
        Assert.Equal((0.1, 3.0, PointState.Marked), (Math.Round(winch.X, 9), Math.Round(winch.Y!.Value, 9), winch.State));
        Assert.Equal(PointState.Measured, chart.Series.Single(s => s.Name == "none-backtracking").Points[0].State);
        SvgWords.AssertApart(chart);
    }

    [Fact]
    public void Charts_SameEngineTwiceOnOneDay_HaveLabelsOfTheirOwn()
    {
        var set = new ReportSet([Run(1, 1, 1), Run(1, 1, 1, hour: 9)]);
        Assert.Equal(2, set.Steps.Select(s => s.Label).Distinct().Count());
    }

    private static RunData Run(int day, double speedFactor, double winchFactor, int hour = 5)
    {
        var random = new Random((day * 100) + hour);
        var names = Enumerable.Range(0, 6).Select(i => $"synthetic-{i:000}").ToList();
        var records = names.SelectMany((name, i) => new[] { ("speed-backtracking", speedFactor), ("winch", winchFactor) }.Select(s =>
            SyntheticRun.Record(name, s.Item1, "0.0.0-test", [.. Enumerable.Range(1, 4).SelectMany(launch => Enumerable.Range(0, 4).Select(k =>
                new CompileTimeSample(launch, k, SampleKind.Warm, 1, (long)(1e7 * (i + 1) * s.Item2 * Math.Exp(0.01 * (random.NextDouble() - 0.5))), null)))])));
        var start = new DateTimeOffset(2026, 11, day, hour, 0, 0, TimeSpan.Zero);
        return new RunData(SyntheticRun.Manifest(["0.0.0-test"], names) with { Run = $"run-{day}-{hour}", StartedAt = start, EndedAt = start.AddMinutes(3) }, [.. records]);
    }
}
