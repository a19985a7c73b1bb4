using System.Text.Json;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Reporting.Documents.Ladders.Findings;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Ladders;

/// <summary>The findings in the repository against the run they were made from.</summary>
public sealed class PublishedFindingsTests
{
    private static readonly KnownShapes Known = new(
        [.. LadderShapes.All.Select(s => new KnownShape(s.Name, s.Description, s.SizeUnit))],
        [.. KnownSlowCompiles.All.Select(k => new ReportedSlowCompile(k.Reference, k.Year, k.Thread, k.Reported, k.Remark, [.. k.Shapes.Select(s => s.Name)]))]);

    [Fact]
    public void Page_EveryFigure_IsInThePublishedRuns()
    {
        var results = Path.Combine(Repository.Root, "results");
        var path = Path.Combine(results, "findings", FindingsPage.FileName);
        Assert.SkipUnless(File.Exists(path), $"{FindingsPage.FileName} is not published in results/findings");
        var page = File.ReadAllText(path);
        var run = RunSource.Read(Path.Combine(results, "published", "scaling-50.0.1"));

        var real = RealModuleCosts.FromRun(RunSource.Read(Path.Combine(results, "published", "execute-50.0.1")), run.Manifest);

        Assert.Empty(FindingsPageTests.UnknownFigures(page, run, Known, real, Counts(results, "counts-50.0.1", "counts-50.0.1-knobs")));
    }

    private static CountedLadders Counts(string results, params string[] runs) =>
        CountedLadders.FromParts([.. runs.Select(run => Counts(Path.Combine(results, "published", run)))]);

    private static CountedLadders Counts(string directory)
    {
        using var run = RunDirectory.OpenForReading(directory);
        var manifest = run.ReadManifest();
        var lines = File.ReadLines(Path.Combine(directory, "counts.jsonl"));
        return new CountedLadders([manifest.Run], manifest.Settings, [.. lines.Select(line => JsonSerializer.Deserialize<CountedRung>(line, JsonSerializerOptions.Web)!)]);
    }
}
