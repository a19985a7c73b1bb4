using Xunit;

namespace CompileBench.Cli.Tests;

public sealed class KnobFindingsTests
{
    [Fact]
    public async Task Knobs_OfThePublishedRuns_AreThePageInTheRepository()
    {
        using var scratch = new TestFolder();
        var page = scratch.At("knobs.md");

        var run = await CliRun.Run("report", "knobs", Repository.At("results", "published", "knobs-50.0.1"), Repository.At("results", "published", "knobs-44.0.0"), "-o", page);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(Text(Repository.At("results", "findings", "knobs.md")), Text(page));
    }

    [Fact]
    public async Task Knobs_OfARunWithoutKnobs_OneLineThatSaysHowToMeasureThem()
    {
        using var scratch = new TestFolder();

        var run = await CliRun.Run("report", "knobs", Repository.At("results", "published", "default-50.0.1"), "-o", scratch.At("knobs.md"));

        Assert.Contains("measure one with --knobs", run.OnlyComplaint(), StringComparison.Ordinal);
    }

    private static string Text(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");
}
