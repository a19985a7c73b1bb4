using System.Xml.Linq;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Page;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Runs;

public sealed class HostileRecordTests
{
    private static readonly string[] Names =
    [
        "<img src=x onerror=alert(1)>", "=cmd()", new string('x', 10_000), "a|b\n# head", "</picture><script>alert(1)</script>", "]]>&lt;\u0000\u0008\uFFFE\uD800", "../../etc/passwd",
        "shape@1024", "{{data}}",
    ];

    [Fact]
    public void WholeReport_HostileNames_IsHarmlessInEveryFormat()
    {
        var samples = new CompileTimeSample[] { new(1, 0, SampleKind.Cold, 1, 200, null), new(1, 0, SampleKind.Warm, 1, 100, null), new(2, 0, SampleKind.Warm, 1, 101, null) };
        var records = Names.SelectMany(n => new[] { "speed-backtracking", n }.Select(s => SyntheticRun.Record(n, s, n, samples) with { Message = n, CodeBytes = 5, PeakNativeBytes = 7 }));
        using var directory = new TestFolder();
        var manifest = SyntheticRun.Manifest(Names, Names) with { Skipped = [.. Names.Select(n => new SkippedCases(n, SkipReason.ModuleUnavailable, n))], Options = Names.ToDictionary(n => n, OptionValue.FromText) };
        var files = ReportWriter.Write([new RunData(manifest, [.. records])], directory.Path);
        Assert.All(files, f => Assert.StartsWith(directory.Path + Path.DirectorySeparatorChar, Path.GetFullPath(Path.Combine(directory.Path, f)), StringComparison.Ordinal));
        foreach (var file in files)
        {
            var path = Path.Combine(directory.Path, file);
            switch (Path.GetExtension(file))
            {
                case ".svg":
                    Assert.DoesNotContain(XDocument.Load(path).Root!.Descendants(), e => e.Name.LocalName is "img" or "script" or "foreignObject" or "a");
                    break;
                case ".md":
                    AssertHarmless(File.ReadAllText(path));
                    break;
                case ".html":
                    Assert.Equal(3, File.ReadAllText(path).Split("<script>").Length - 1);
                    break;
                case ".csv":
                    Assert.DoesNotContain(File.ReadAllLines(path).SelectMany(l => l.Split(',')), c => c.StartsWith("=cmd", StringComparison.Ordinal) || c.StartsWith("\"=cmd", StringComparison.Ordinal));
                    break;
            }
        }
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 0)]
    [InlineData(1, -5)]
    [InlineData(-3, 100)]
    [InlineData(1, long.MaxValue)]
    public void WholeReport_ImpossibleSample_IsWrittenAllTheSame(long operations, long nanoseconds)
    {
        var samples = new CompileTimeSample[] { new(1, 0, SampleKind.Warm, operations, nanoseconds, null), new(1, 0, SampleKind.Cold, operations, nanoseconds, null) };
        var records = new[] { "speed-backtracking", "winch" }.SelectMany(s => new[] { "a", "b@64", "b@128", "b@256", "b@512" }.Select(m =>
            SyntheticRun.Record(m, s, "e", samples) with { PeakNativeBytes = nanoseconds, CodeBytes = nanoseconds }));
        var metrics = new Dictionary<string, IReadOnlyDictionary<string, double>> { ["a"] = new Dictionary<string, double> { ["codeSectionBytes"] = double.NaN, ["x"] = double.PositiveInfinity } };
        using var directory = new TestFolder();
        var files = RunReportWriter.Write(SyntheticRun.Manifest(["e"], ["a"]), [.. records], metrics, directory.Path);
        Assert.Contains(PageWriter.PageFile, files);
    }

    private static void AssertHarmless(string markdown)
    {
        Assert.DoesNotContain("<img src=x", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# head", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 300), markdown, StringComparison.Ordinal);
    }
}
