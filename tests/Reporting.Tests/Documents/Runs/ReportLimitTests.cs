using System.Diagnostics;
using System.Text.Json;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Reporting.Page;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Runs;

public sealed class ReportLimitTests
{
    [Fact]
    public void Write_FiveThousandCasesFromDisk_PrintsWhatItTook()
    {
        using var directory = new TestFolder();
        var path = Path.Combine(directory.Path, "run");
        WriteRun(path, SyntheticRun.Create(715, launches: 3, warm: 9));
        var watch = Stopwatch.StartNew();
        var files = ReportWriter.Write([RunSource.Read(path)], Path.Combine(directory.Path, "report"));
        TestContext.Current.SendDiagnosticMessage(
            $"5,005 cases of 30 samples: {files.Count} files in {watch.ElapsedMilliseconds} ms, this process's peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB (limits: 5,000 ms, 500 MB)");

        // Times are printed, not judged: a test must not fail because the machine was busy. Sizes are judged.
        Assert.True(new FileInfo(Path.Combine(directory.Path, "report", PageWriter.PageFile)).Length < 3_000_000);
        Assert.All(files, f => Assert.True(new FileInfo(Path.Combine(directory.Path, "report", f)).Length > 0, f));
    }

    [Fact]
    public void Read_HalfWrittenRun_IsReportedAsPartialAndStillDrawn()
    {
        using var directory = new TestFolder();
        var path = Path.Combine(directory.Path, "run");
        var run = SyntheticRun.Create(5);
        WriteRun(path, new RunData(run.Manifest with { EndedAt = null, MeasuredShare = null }, run.Records, run.ModuleMetrics));
        File.AppendAllText(Path.Combine(path, "cases.jsonl"), "{\"schema\":1,\"phase\":\"comp");
        File.WriteAllText(Path.Combine(path, "profiles.json"), "{\"modules\":[");
        var set = new ReportSet([RunSource.Read(path)]);
        var text = RunMarkdown.FromReportSet(set, "charts");
        Assert.Contains("did not end by itself", text, StringComparison.Ordinal);
        Assert.Contains("is cut short", text, StringComparison.Ordinal);
        Assert.Contains("profiles.json cannot be read", text, StringComparison.Ordinal);
        Assert.NotEmpty(set.Charts);
    }

    [Fact]
    public void Read_ProfilesOfARun_GiveMetricsAndHeaviestFunctions()
    {
        using var directory = new TestFolder();
        var path = Path.Combine(directory.Path, "run");
        WriteRun(path, SyntheticRun.Create(2));
        File.WriteAllText(
            Path.Combine(path, "profiles.json"),
            """{"modules":[{"name":"synthetic-000","codeSectionBytes":1234,"functions":[{"index":1,"bodyBytes":5},{"index":2,"name":"main","bodyBytes":900}]}]}""");
        var run = RunSource.Read(path);
        Assert.Equal(1234, run.Metric("synthetic-000", MetricNames.CodeSectionBytes));
        Assert.Equal(["main", "function 1"], run.HeaviestFunctions["synthetic-000"].Select(f => f.Name));
    }

    [Fact]
    public void Json_Report_NamesFilesClaimsAndSummaries()
    {
        var set = new ReportSet([SyntheticRun.Create(5, engines: ["49.0.0-test", "50.0.1-test"])]);
        using var json = JsonDocument.Parse(ReportJson.ToJson(set, ["report.md"]));
        Assert.Equal(12, json.RootElement.GetProperty("summaries").GetArrayLength());
        Assert.Equal("all", json.RootElement.GetProperty("versions").EnumerateArray().Last().GetProperty("settings").GetString());
        Assert.Equal(8, json.RootElement.GetProperty("versions").GetArrayLength());
        Assert.NotEqual(0, json.RootElement.GetProperty("claims").GetArrayLength());
    }

    private static void WriteRun(string path, RunData run)
    {
        Directory.CreateDirectory(path);
        File.WriteAllBytes(Path.Combine(path, "run.json"), RecordsJson.Document(run.Manifest));
        using (var journal = File.Create(Path.Combine(path, "cases.jsonl")))
        {
            foreach (var record in run.Records)
            {
                journal.Write(RecordsJson.Line(record));
                journal.WriteByte((byte)'\n');
            }
        }

        var modules = run.ModuleMetrics.Select(m => m.Value.ToDictionary(p => p.Key, p => (object)p.Value).Append(new("name", m.Key)).ToDictionary());
        File.WriteAllText(Path.Combine(path, "profiles.json"), JsonSerializer.Serialize(new { modules }));
    }
}
