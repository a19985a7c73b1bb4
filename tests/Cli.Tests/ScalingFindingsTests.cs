using Xunit;

namespace CompileBench.Cli.Tests;

public class ScalingFindingsTests
{
    private static readonly string Results = Path.Combine(Repository.Root, "results");

    [Fact]
    public async Task Findings_OfThePublishedRun_AreTheOnesInTheRepository()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(Results, "findings", "superlinear-shapes.md")), "no shapes are published in results/findings");
        using var scratch = new TestFolder();

        var run = await CliRun.Run(
            "scaling", "findings", Path.Combine(Results, "published", "scaling-50.0.1"), "--suite-run", Path.Combine(Results, "published", "execute-50.0.1"), "-o", scratch.Path);

        Assert.True(run.ExitCode == 0, run.Error);
        var published = Path.Combine(Results, "findings");
        foreach (var file in (string[])[Path.Combine(published, "superlinear-shapes.md"), .. Directory.EnumerateFiles(Path.Combine(published, "charts"), "*.json")])
        {
            Assert.Equal(Text(file), Text(Path.Combine(scratch.Path, Path.GetRelativePath(published, file))));
        }

        Assert.All(
            Directory.EnumerateFiles(Path.Combine(published, "charts"), "*.png"),
            picture => Assert.True(File.Exists(Path.Combine(scratch.Path, "charts", Path.GetFileName(picture))), picture));
    }

    [Fact]
    public async Task Findings_OfARunOfTheSuite_OneLine()
    {
        using var scratch = new TestFolder();

        var run = await CliRun.Run("scaling", "findings", Path.Combine(Results, "published", "default-50.0.1"), "-o", scratch.Path);

        Assert.Contains("no scaling run", run.OnlyComplaint(), StringComparison.Ordinal);
    }

    private static string Text(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");
}
