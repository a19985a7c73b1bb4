using System.Text;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Page;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Runs;

public sealed class RunUnionTests
{
    [Fact]
    public void Join_RunsWithDifferentModules_HoldsBoth()
    {
        var set = new ReportSet([Run(1, "1.0", 10, "a", "b"), Run(2, "1.0", 10, "c")]);
        Assert.Equal(["a", "b", "c"], set.Combined.Records.Select(r => r.Module).Order());
        Assert.Equal(["a", "b", "c"], set.Combined.Manifest.Modules.Select(m => m.Name).Order());
        Assert.Equal("The runs hold 3 modules together; 3 of them are not in every run (a, b, c).", Assert.Single(set.Notes));
        var page = Encoding.UTF8.GetString(PageWriter.Html(set));
        Assert.All(["a", "b", "c"], m => Assert.Contains($"\"name\":\"{m}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Join_ACaseInTwoRuns_ShowsTheNewest()
    {
        // The order in which runs are given does not matter.
        var set = new ReportSet([Run(2, "1.0", 20, "a"), Run(1, "1.0", 10, "a")]);
        Assert.Equal(20, Assert.Single(set.Combined.Records).Samples[0].Nanoseconds);
        Assert.Equal("1 case of 1 case was measured by several runs: the tables show the newest.", Assert.Single(set.Notes));
    }

    [Fact]
    public void Join_AnOlderEngineWithTheSameCases_IsInTheComparisonOnly()
    {
        var set = new ReportSet([Run(1, "1.0", 10, "a"), Run(2, "2.0", 20, "a")]);
        Assert.Equal("2.0", Assert.Single(set.Combined.Analysis.Engines).Engine);
        Assert.Equal(("1.0", "2.0"), (set.Comparison!.Baseline, set.Comparison.Candidate));
        Assert.Contains("Newer runs have every case of 1.0 with another engine", Assert.Single(set.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Join_AnOlderEngineWithAModuleOfItsOwn_IsShownToo() =>
        Assert.Equal(["1.0", "2.0"], new ReportSet([Run(1, "1.0", 10, "a", "b"), Run(2, "2.0", 20, "a")]).Combined.Analysis.Engines.Select(e => e.Engine));

    [Fact]
    public void Notes_OtherBytesAndOtherHosts_AreNamed()
    {
        var (first, second) = (Run(1, "1.0", 10, "a"), Run(2, "1.0", 10, "a"));
        var changed = new RunData(
            second.Manifest with { Host = second.Manifest.Host with { Name = "elsewhere" } }, [.. second.Records.Select(r => r with { ModuleDigest = "sha256:" + new string('2', 64) })]);
        var notes = RunUnion.Notes([first, changed]);
        Assert.Contains("a: the runs compiled different bytes under this name.", notes);
        Assert.Contains(notes, n => n.StartsWith("The runs come from 2 hosts", StringComparison.Ordinal));
    }

    [Fact]
    public void Warnings_CountTheCasesWithoutBounds()
    {
        var warnings = RunWarnings.ForCases(Run(1, "1.0", 10, "a", "b"));
        Assert.Equal("2 cases have too few samples for bounds: the number of samples stands beside each time.", Assert.Single(warnings));
        Assert.Contains("(1 sample)", RunMarkdown.FromReportSet(new ReportSet([Run(1, "1.0", 10, "a")]), "charts"), StringComparison.Ordinal);
    }

    private static RunData Run(int day, string engine, long nanoseconds, params string[] modules)
    {
        var manifest = SyntheticRun.Manifest([engine], modules);
        return new RunData(
            manifest with { Run = $"run-{day}", StartedAt = manifest.StartedAt.AddDays(day) },
            [.. modules.Select(m => SyntheticRun.Record(m, "winch", engine, [new CompileTimeSample(1, 0, SampleKind.Warm, 1, nanoseconds, null)]))]);
    }
}
