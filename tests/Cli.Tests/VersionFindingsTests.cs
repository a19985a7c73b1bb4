using Xunit;

namespace CompileBench.Cli.Tests;

public class VersionFindingsTests
{
    [Fact]
    public async Task Findings_OfThePublishedDuels_AreThePageInTheRepository()
    {
        var findings = Path.Combine(Repository.Root, "results", "findings");
        using var scratch = new ScratchDirectory();
        var page = Path.Combine(scratch.Path, "versions.md");

        var run = await CliRun.Of(["duel", "findings", .. Directory.EnumerateFiles(Path.Combine(findings, "versions"), "*.json").OrderDescending(StringComparer.Ordinal), "-o", page]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(Text(Path.Combine(findings, "versions.md")), Text(page));
    }

    private static string Text(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");
}
