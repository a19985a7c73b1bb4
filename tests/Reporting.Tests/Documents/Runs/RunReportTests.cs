using System.Text;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Runs;

public sealed class RunReportTests
{
    [Fact]
    public void Markdown_SmallRun_IsAsApproved()
    {
        var run = SyntheticRun.Create(6);
        ApprovedFile.Matches(RunMarkdown.FromReportSet(new ReportSet([run]), "charts"), "run", "md");
    }

    [Fact]
    public void Charts_SmallRun_HaveTheApprovedNumbers()
    {
        foreach (var chart in new ReportSet([SyntheticRun.Create(6)]).Charts)
        {
            ApprovedFile.Matches(Encoding.UTF8.GetString(ChartJson.Write(chart)), chart.Name, "json");
        }
    }

    [Fact]
    public void Write_RecordsReadBackFromDisk_GiveTheSameReport()
    {
        using var directory = new TestFolder();
        var run = SyntheticRun.Create(4);
        var again = new RunData(
            RecordsJson.ReadManifest(RecordsJson.Document(run.Manifest)),
            [.. run.Records.Select(r => RecordsJson.ReadRecord(RecordsJson.Line(r)))],
            run.ModuleMetrics);
        var files = RunReportWriter.Write(run, Path.Combine(directory.Path, "a"));
        Assert.Equal(files, RunReportWriter.Write(again, Path.Combine(directory.Path, "b")));
        foreach (var file in files)
        {
            Assert.Equal(File.ReadAllBytes(Path.Combine(directory.Path, "a", file)), File.ReadAllBytes(Path.Combine(directory.Path, "b", file)));
        }
    }

    [Fact]
    public void Write_EmptyRun_SaysSoAndDrawsNothing()
    {
        using var directory = new TestFolder();
        var files = RunReportWriter.Write(SyntheticRun.Manifest(["0.0.0-test"], []), [], RunData.NoMetrics, directory.Path);
        Assert.DoesNotContain(files, f => f.EndsWith(".png", StringComparison.Ordinal));
        Assert.Contains("holds no finished case", File.ReadAllText(Path.Combine(directory.Path, files[0])), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WithoutMetrics_StillShowsTheRatios()
    {
        var run = SyntheticRun.Create(5);
        var charts = new ReportSet([new RunData(run.Manifest, run.Records)]).Charts;
        Assert.Contains("time-relative-to-baseline", charts.Select(c => c.Name));
        Assert.DoesNotContain("compile-time-by-code-size", charts.Select(c => c.Name));
    }

    [Fact]
    public void Charts_TwoEngines_HaveFilesOfTheirOwn()
    {
        var names = new ReportSet([SyntheticRun.Create(5, engines: ["44.0.0", "50.0.1"])]).Charts.Select(c => c.Name).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Contains("compile-time-by-code-size-44.0.0", names);
    }

    [Fact]
    public void TimeByMetric_TimedOutAndRejected_AreShownAsSuch()
    {
        var chart = (PlaneChart)new ReportSet([SyntheticRun.Create(6)]).Charts[0];
        var bounded = Assert.Single(chart.Series.Single(s => s.Name == "speed-backtracking").Points, p => p.State == PointState.LowerBound);
        Assert.Equal(60e9, bounded.Y);
        var failed = Assert.Single(chart.Series.Single(s => s.Name == "winch").Points, p => p.State == PointState.Failed);
        Assert.Null(failed.Y);
    }

    [Fact]
    public void TimeByMetric_SettingUnderWhichNothingEnded_HasASeriesOfLimits()
    {
        var run = SyntheticRun.Create(6);
        var chart = (PlaneChart)new ReportSet([new RunData(run.Manifest, [.. run.Records.Select(r => r.Settings == "winch" ? TimedOut(r) : r)], run.ModuleMetrics)]).Charts[0];
        Assert.Equal(SyntheticRun.Settings, chart.Series.Select(s => s.Name));
        var series = chart.Series.Single(s => s.Name == "winch");
        Assert.Equal(6, series.Points.Count);
        Assert.All(series.Points, p => Assert.Equal((PointState.LowerBound, 60e9), (p.State, p.Y)));
    }

    [Fact]
    public void Write_NothingEnded_StillDrawsTheLimitsAndListsTheModules()
    {
        var run = SyntheticRun.Create(6);
        var set = new ReportSet([new RunData(run.Manifest, [.. run.Records.Select(TimedOut)], run.ModuleMetrics)]);
        var chart = Assert.IsType<PlaneChart>(Assert.Single(set.Charts));
        Assert.Equal("compile-time-by-code-size", chart.Name);
        Assert.All(chart.Series, s => Assert.Equal(6, s.Points.Count(p => p.State == PointState.LowerBound)));
        Assert.Contains("| synthetic-000 |", RunMarkdown.FromReportSet(set, "charts"), StringComparison.Ordinal);
        using var directory = new TestFolder();
        Assert.Contains(RunReportWriter.Write(set.Combined, directory.Path), f => f.EndsWith("compile-time-by-code-size.svg", StringComparison.Ordinal));
    }

    [Fact]
    public void TimeByMetric_EverythingRejected_IsNotDrawn()
    {
        var run = SyntheticRun.Create(6);
        var rejected = run.Records.Select(r => r with { Outcome = OutcomeKind.Rejected, Samples = [] });
        Assert.Empty(new ReportSet([new RunData(run.Manifest, [.. rejected], run.ModuleMetrics)]).Charts);
    }

    [Fact]
    public void Markdown_HostileNames_AreHarmless()
    {
        var samples = new CompileTimeSample[] { new(1, 0, SampleKind.Cold, 1, 100, null), new(1, 0, SampleKind.Warm, 1, 100, null) };
        var hostile = new[] { "<img src=x onerror=alert(1)>", "=cmd()", new string('x', 10_000), "a|b\n# head", "</picture><script>" };
        var records = hostile.SelectMany(h => new[] { "speed-backtracking", h }.Select(s => SyntheticRun.Record(h, s, h, samples))).ToList();
        using var directory = new TestFolder();
        var files = RunReportWriter.Write(SyntheticRun.Manifest(hostile, hostile), records, RunData.NoMetrics, directory.Path);
        var text = File.ReadAllText(Path.Combine(directory.Path, RunReportWriter.MarkdownFile));
        Assert.DoesNotContain("<img src=x", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# head", text, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 300), text, StringComparison.Ordinal);
        foreach (var svg in files.Where(f => f.EndsWith(".svg", StringComparison.Ordinal)))
        {
            var root = System.Xml.Linq.XDocument.Load(Path.Combine(directory.Path, svg)).Root!;
            Assert.DoesNotContain(root.Descendants(), e => e.Name.LocalName is "img" or "script" or "foreignObject");
        }
    }

    private static CaseRecord TimedOut(CaseRecord record) =>
        record with { Outcome = OutcomeKind.TimedOut, Samples = [new CompileTimeSample(1, 0, SampleKind.Cold, 1, 60_000_000_000, null)], Message = "no end after 60 s" };
}
